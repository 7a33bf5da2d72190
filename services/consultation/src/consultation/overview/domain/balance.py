"""How evenly the policy reaches schools of all boards (*netten*) and levels, beside their share of pupils."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from consultation.domain.contact import Contact
from consultation.domain.organisation import LEVELS, Organisation, OrganisationKind
from consultation.domain.seat import represents
from consultation.overview.domain.figure import Figure
from shared.domain.published_figures import Group

PUPILS = "pupils"
"""The figure of attendance with the pupils of each school and level."""
NO_BOARD = ""
"""In the place of a board: the directory does not say the board of a school."""

_Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class BoardedSchool:
    """A local school with its board and its levels of education; a school of no known level counts for none."""

    school: str
    organisation_id: str
    board: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of a group, and its share of all groups of its kind, 0 to 1.

    The share is None where nothing was counted at all, and of pupils where of no school of the group a number is known.
    """

    number: int
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """A board, a level, or a level of a board; the other is None. With nothing the numbers are 0.

    `pupils` is the sum of what is known. `pupils_unknown` is of how many schools and levels the number is not known:
    it is left out because it is small, or was never published.
    """

    board: str | None
    level: str | None
    schools: int
    pupils: Measured
    pupils_unknown: int
    counts: Mapping[str, Measured]


Served = Mapping[str, Counter[str]]
"""What is counted for schools, by its name: how often each school has it, by the number of the school."""


def boarded(organisations: Iterable[Organisation]) -> list[BoardedSchool]:
    """The local schools of the directory."""
    return [
        BoardedSchool(row.school or "", row.organisation_id, row.details.board or NO_BOARD, row.details.levels)
        for row in organisations
        if row.kind is OrganisationKind.SCHOOL and row.details.local
    ]


def schools_among(
    schools: Iterable[Organisation], *, organisation_ids: Iterable[str], contacts: Sequence[Contact]
) -> list[str]:
    """The numbers of the schools that are among these organisations, or that one of these contacts comes from."""
    named = set(organisation_ids)
    return [
        row.school
        for row in schools
        if row.school is not None
        and (row.organisation_id in named or any(represents(contact, row) for contact in contacts))
    ]


def balance(schools: Sequence[BoardedSchool], pupils: Figure | None, served: Served) -> list[BalanceRow]:
    """The rows of every board, of every level, and of every level of a board; none is left out.

    Shares are of what is counted over the rows of the same kind. Something that a school of two levels has counts for
    both, so that the numbers of levels add up to more.
    """
    boards = sorted({school.board for school in schools})
    keys: list[Sequence[_Key]] = [
        [(board, None) for board in boards],
        [(None, level) for level in LEVELS],
        [(board, level) for board in boards for level in LEVELS],
    ]
    return [row for alike in keys for row in _rows(alike, schools, pupils=pupils, served=served)]


def _rows(
    keys: Sequence[_Key], schools: Sequence[BoardedSchool], *, pupils: Figure | None, served: Served
) -> Iterable[BalanceRow]:
    counted = {key: _pupils(key, schools, pupils) for key in keys}
    numbers: dict[str, dict[_Key, int]] = {
        name: {key: sum(of_school[school.school] for school in schools if _is_of(school, key)) for key in keys}
        for name, of_school in served.items()
    }
    for key in keys:
        yield BalanceRow(
            board=key[0],
            level=key[1],
            schools=sum(_is_of(school, key) for school in schools),
            pupils=_pupils_measured(counted[key], (number for number, _ in counted.values())),
            pupils_unknown=counted[key][1],
            counts={name: _measured(of_key[key], of_key.values()) for name, of_key in numbers.items()},
        )


def _is_of(school: BoardedSchool, key: _Key) -> bool:
    board, level = key
    return (board is None or school.board == board) and (level is None or level in school.levels)


def _pupils(key: _Key, schools: Iterable[BoardedSchool], pupils: Figure | None) -> tuple[int, int]:
    """The sum of what is known, and of how many schools and levels it is not known."""
    pupils_known, unknown = 0, 0
    for school in schools:
        for level in school.levels:
            if not _is_of(school, key) or (key[1] is not None and level != key[1]):
                continue
            number = _number(pupils, school.school, level)
            unknown += number is None
            pupils_known += number or 0
    return pupils_known, unknown


def _number(pupils: Figure | None, school: str, level: str) -> int | None:
    cell = pupils.value([Group("school", school), Group("level-of-education", level)]) if pupils else None
    return None if cell is None or cell.value is None else round(cell.value)


def _pupils_measured(counted: tuple[int, int], of_all: Iterable[int]) -> Measured:
    """No share where nothing is known but that there are schools: that is not a share of 0."""
    number, unknown = counted
    return Measured(number, None) if unknown and not number else _measured(number, of_all)


def _measured(number: int, of_all: Iterable[int]) -> Measured:
    total = sum(of_all)
    return Measured(number, float(round(Fraction(number, total), 4)) if total else None)
