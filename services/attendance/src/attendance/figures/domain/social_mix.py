"""Social mix of schools: where pupils with the SES characteristic (*SES-kenmerk*) are, beside the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.cell_table import Sum, shown_table
from shared.domain.small_cells import Cell

MUNICIPALITY = None
"""In place of a school: all schools together."""


class Ses(StrEnum):
    """Whether a pupil has the characteristic."""

    WITH = "with"
    WITHOUT = "without"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PupilsBySes:
    """How many pupils of a school have the characteristic, have it not, and of how many the school does not say."""

    school: str
    with_ses: int
    without_ses: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Mix:
    """The pupils of a school (None: of the municipality) as far as they may be shown.

    `share` is the share of pupils with the characteristic among the pupils whose characteristic is known, 0 to 1.
    """

    school: str | None
    pupils: Cell
    with_ses: Cell
    without_ses: Cell
    unknown: Cell

    @property
    def share(self) -> float | None:
        """None when a number it is made of is left out, or nothing is known."""
        if self.with_ses is None or self.without_ses is None or not self.with_ses + self.without_ses:
            return None
        return round(self.with_ses / (self.with_ses + self.without_ses), 3)


@dataclass(frozen=True, slots=True)
class SocialMix:
    """The mix of each school, of all together, and how unevenly pupils are spread (`dissimilarity`, 0 to 1)."""

    schools: tuple[Mix, ...]
    municipality: Mix
    dissimilarity: float | None


_Key = tuple[str | None, Ses | None]


def social_mix(schools: Iterable[PupilsBySes], smallest: int) -> SocialMix:
    """The social mix of these schools; small cells are left out."""
    counted = sorted(schools, key=lambda counts: counts.school)
    numbers: dict[_Key, int] = {}
    for counts in counted:
        numbers |= {
            (counts.school, Ses.WITH): counts.with_ses,
            (counts.school, Ses.WITHOUT): counts.without_ses,
            (counts.school, Ses.UNKNOWN): counts.unknown,
            (counts.school, None): counts.with_ses + counts.without_ses + counts.unknown,
        }
    for ses in (*Ses, None):
        numbers[MUNICIPALITY, ses] = sum(numbers[counts.school, ses] for counts in counted)
    cells = shown_table(numbers, _sums([counts.school for counts in counted]), smallest)
    mixes = tuple(_mix(counts.school, cells) for counts in counted)
    municipality = _mix(MUNICIPALITY, cells)
    return SocialMix(mixes, municipality, dissimilarity(mixes, municipality))


def dissimilarity(schools: Sequence[Mix], municipality: Mix) -> float | None:
    """The index of dissimilarity: the share of either group that would have to change schools for an even spread.

    The index is half the sum over the schools of |share of all with the characteristic - share of all without it|. It
    goes from 0 (as even as can be) to 1 (wholly apart). It counts only pupils whose characteristic is known.

    Schools with a number left out count together as a single school, with the rest of the municipality's total. So the
    index gives nothing away; it is then too low rather than too high. None if a group is empty or left out.
    """
    all_with, all_without = municipality.with_ses, municipality.without_ses
    if not all_with or not all_without:
        return None
    pairs = [
        (mix.with_ses, mix.without_ses) for mix in schools if mix.with_ses is not None and mix.without_ses is not None
    ]
    rest = (all_with - sum(pair[0] for pair in pairs), all_without - sum(pair[1] for pair in pairs))
    apart = sum(abs(with_ses / all_with - without / all_without) for with_ses, without in [*pairs, rest])
    return round(apart / 2, 3)


def _sums(schools: Sequence[str]) -> list[Sum[_Key]]:
    """Groups add up to the pupils of a school, schools to the municipality."""
    of_school = [Sum((school, None), tuple((school, ses) for ses in Ses)) for school in (*schools, MUNICIPALITY)]
    over_schools = [Sum((MUNICIPALITY, ses), tuple((school, ses) for school in schools)) for ses in (*Ses, None)]
    return [*of_school, *over_schools]


def _mix(school: str | None, cells: dict[_Key, Cell]) -> Mix:
    return Mix(
        school, cells[school, None], cells[school, Ses.WITH], cells[school, Ses.WITHOUT], cells[school, Ses.UNKNOWN]
    )
