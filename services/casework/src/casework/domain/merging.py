"""Two cases that turn out to be one are merged by hand: what stands in the way, and what it does to both."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from casework.domain.case import Case
from casework.domain.case_type import MERGED
from casework.domain.events import CaseClosed
from casework.domain.states import Status
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import ReasonCode
from shared.domain.errors import Conflict


class Alike(StrEnum):
    """Why the pupils of two cases may be one child."""

    SAME_PERSON = "same-person"
    SAME_REGISTER = "same-register"
    """Both are in the register of one school under one number."""
    BIRTH_DATE_AND_NAME = "birth-date-and-name"
    """Both were born on one day, and their names are similar."""


class Hindrance(StrEnum):
    """Why one case can't be merged into another."""

    SAME_CASE = "same-case"
    OTHER_TYPE = "other-type"
    MERGED_BEFORE = "merged-before"
    """The case that would end was merged already."""
    OTHER_MERGED = "other-merged"
    """The case that would go on was merged itself."""
    OTHER_ENDED = "other-ended"
    """The case that would end is open, and the one that would go on is not."""
    OTHER_PERSON = "other-person"
    """Nothing says that the two pupils may be one child."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A case that may be the same as another, and why."""

    case: Case
    alike: frozenset[Alike]


WHY: Mapping[Hindrance, str] = {
    Hindrance.SAME_CASE: "they are one case",
    Hindrance.OTHER_TYPE: "they are of two types",
    Hindrance.MERGED_BEFORE: "this case was merged before",
    Hindrance.OTHER_MERGED: "the other case was merged itself; name the case that it went on in",
    Hindrance.OTHER_ENDED: "this case is open and the other has ended; reopen the other, or merge it into this case",
    Hindrance.OTHER_PERSON: "the pupils are two persons: no register number in common, nor a birth date and a name",
}
"""Each hindrance in words, without anybody's data."""


def hindrances(case: Case, into: Case, alike: Set[Alike]) -> tuple[Hindrance, ...]:
    """All that stands in the way of merging ``case`` into another; empty when nothing does."""
    if case.case_id == into.case_id:
        return (Hindrance.SAME_CASE,)
    standing = {
        Hindrance.OTHER_TYPE: case.case_type is not into.case_type,
        Hindrance.MERGED_BEFORE: case.merged_into is not None,
        Hindrance.OTHER_MERGED: into.merged_into is not None,
        Hindrance.OTHER_ENDED: case.is_open and not into.is_open,
        Hindrance.OTHER_PERSON: not alike,
    }
    return tuple(hindrance for hindrance, stands in standing.items() if stands)


def merge_by_hand(case: Case, into: Case, *, reason: str, cause: Cause) -> None:
    """End ``case`` in favour of ``into``, where nothing stands in the way. Nobody is mailed of it.

    What a case that had ended rested on is history: it joins the other case without raising its level anew.
    """
    if case.is_open:
        case.merge_into(into, cause, code=ReasonCode.MERGED_BY_CASEWORKER, reason=reason)
    else:
        _join(case, into, reason=reason, cause=cause)
    case.merged_by_hand = True


def require_not_merged(case: Case) -> None:
    """Raises Conflict for a case that went on in another: what is added to it, nobody who follows that case sees."""
    if case.merged_into:
        raise Conflict("the case was merged: add this to the case that it went on in", merged_into=case.merged_into)


def _join(case: Case, into: Case, *, reason: str, cause: Cause) -> None:
    case.status, case.outcome, case.merged_into = Status.CLOSED, MERGED, into.case_id
    case.told_years = frozenset()
    case._event(CaseClosed, reason=ReasonCode.MERGED_BY_CASEWORKER, outcome=MERGED, merged_into=into.case_id)
    into._entry(EntryKind.CASE_MERGED, cause, reference=case.reference, reason=reason)
    into._take_over_assessment(case)
    into.grounds |= case.grounds
    case.grounds.clear()
    into._weigh(cause)


Moves = Mapping[str, int]
"""How many of each kind of thing hang on a case, by the kind's name."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merger would move, and what stands in its way; ``into`` is the case that would go on."""

    into: UUID
    alike: frozenset[Alike]
    hindrances: tuple[Hindrance, ...]
    moves: Moves
