"""Two offers that may overlap: about the same, for the same, at the same time. A person judges whether they do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from consultation.domain.organisation import LEVELS
from consultation.domain.well_formed import require, require_line
from consultation.offers.domain.offer import OLDEST, Offer, OfferDetails


class Verdict(StrEnum):
    """What a person says of two offers."""

    COMPLEMENTARY = "complementary"
    """Schools can use both."""
    OVERLAP = "overlap"
    """They do the same twice, or contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said of two offers, when and why. `judged_by` is a contact's id, or the `sub` of a token.

    It holds until one of the two changes in what overlaps are found by. `first_counted` and `second_counted` are how
    often the offers had changed in that. Raises InvalidField where `why` is not one line.
    """

    first: UUID
    second: UUID
    verdict: Verdict
    why: str
    judged_at: datetime
    judged_by: str
    first_counted: int
    second_counted: int

    def __post_init__(self) -> None:
        require(self.first < self.second, "second", "is not the later of two offers")
        require_line("why", self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two offers have in common. No `levels` are all levels, no `schools` all schools.

    Ages are in years, both included, `until` is the last day they are both there; None is no limit.
    """

    levels: tuple[str, ...]
    age_from: int | None
    age_until: int | None
    schools: tuple[str, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two offers that may overlap, with what they share. `similarity` of their titles is 0 to 100 %.

    `judgement` is None while nobody judged them, or since one of them changed in what counts.
    """

    first: Offer
    second: Offer
    similarity: int
    judgement: Judgement | None

    @property
    def shared(self) -> Shared:
        """What the two have in common."""
        return shared_by(self.first.details, self.second.details)


def shared_by(first: OfferDetails, second: OfferDetails) -> Shared:
    """What two offers for which target and time meet have in common."""
    lowest = [age for age in (first.age_from, second.age_from) if age is not None]
    highest = [age for age in (first.age_until, second.age_until) if age is not None]
    ends = [day for day in (first.until, second.until) if day is not None]
    return Shared(
        levels=_both(first.levels, second.levels),
        age_from=max(lowest, default=None),
        age_until=min(highest, default=None),
        schools=_both(first.schools, second.schools),
        since=max(first.since, second.since),
        until=min(ends, default=None),
    )


def may_overlap(first: OfferDetails, second: OfferDetails) -> bool:
    """Whether theme, target group and time of two offers meet, whatever their titles are."""
    return (
        first.theme is second.theme
        and _meet(first.levels, second.levels)
        and _meet(first.schools, second.schools)
        and (first.age_from or 0) <= _last_age(second)
        and (second.age_from or 0) <= _last_age(first)
        and first.since <= (second.until or date.max)
        and second.since <= (first.until or date.max)
    )


def _last_age(details: OfferDetails) -> int:
    return OLDEST if details.age_until is None else details.age_until


def _meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or bool(set(first) & set(second))


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    if not first or not second:
        return first or second
    return tuple(sorted(set(first) & set(second), key=lambda name: (name not in LEVELS, _place(name), name)))


def _place(name: str) -> int:
    return LEVELS.index(name) if name in LEVELS else 0
