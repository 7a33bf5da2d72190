"""Two cases that a caseworker merges: what stands in the way, what ends, and where later levels go."""

from typing import Any
from uuid import uuid4

import pytest

from casework.domain import events
from casework.domain.case import Case
from casework.domain.merging import WHY, Alike, Hindrance, hindrances, merge_by_hand, require_not_merged
from casework.domain.person import Pupil
from casework.domain.states import Status
from casework.domain.timeline import EntryKind
from casework.domain.vocabulary import ReasonCode
from casework.testing.factories import (
    BY_HAND,
    CASE_TYPES,
    LAST_YEAR,
    OTHER_PERSON,
    PERSON,
    TERMS,
    forgetful,
    new_case,
    opened,
    reached,
)
from shared.domain.errors import Conflict

from .harness import Harness

ALIKE = frozenset({Alike.BIRTH_DATE_AND_NAME})
MINE, THEIRS = Pupil("123456", "P-1"), Pupil("654321", "P-2")


def ended(**fields: Any) -> Case:
    case = opened(5, **fields)
    case.close("other", "reden", BY_HAND)
    return forgetful(case)


def merged(**fields: Any) -> Case:
    case = opened(5, **fields)
    merge_by_hand(case, opened(5), reason="reden", cause=BY_HAND)
    return forgetful(case)


@pytest.mark.parametrize(
    ("case", "into", "in_the_way"),
    [
        (opened(5), opened(5), ()),
        (ended(), opened(5), ()),
        (ended(), ended(), ()),
        (opened(5), ended(), (Hindrance.OTHER_ENDED,)),
        (merged(), opened(5), (Hindrance.MERGED_BEFORE,)),
        (opened(5), merged(), (Hindrance.OTHER_MERGED, Hindrance.OTHER_ENDED)),
        (opened(5), new_case(case_type=CASE_TYPES["dropout-risk"]), (Hindrance.OTHER_TYPE,)),
    ],
)
def test_what_stands_in_the_way(case: Case, into: Case, in_the_way: tuple[Hindrance, ...]) -> None:
    assert hindrances(case, into, ALIKE) == in_the_way


def test_a_case_and_itself_and_pupils_that_nothing_says_are_one() -> None:
    case = opened(5)
    assert hindrances(case, case, ALIKE) == (Hindrance.SAME_CASE,)
    assert hindrances(case, opened(5), frozenset()) == (Hindrance.OTHER_PERSON,)
    assert set(WHY) == set(Hindrance)


def test_an_open_case_ends_in_favour_of_the_other() -> None:
    case, into = opened(5, person_id=OTHER_PERSON), opened(5)
    merge_by_hand(case, into, reason="zelfde kind", cause=BY_HAND)
    assert (case.status, case.outcome, case.merged_into, case.merged_by_hand) == (
        Status.CLOSED,
        "merged",
        into.case_id,
        True,
    )
    [told] = case.events
    assert isinstance(told, events.CaseClosed)
    assert (told.reason, told.merged_into) == (ReasonCode.MERGED_BY_CASEWORKER, into.case_id)
    assert case.grounds == {}
    assert len(into.grounds) == 2
    [entry] = into.entries
    assert (entry.kind, entry.facts["reason"]) == (EntryKind.CASE_MERGED, "zelfde kind")


def test_what_had_ended_joins_as_history_and_raises_nothing() -> None:
    case, into = opened(5, 10, school_year=LAST_YEAR), opened(5)
    case.close("other", "reden", BY_HAND)
    ended_at = case.ended_at
    merge_by_hand(forgetful(case), into, reason="zelfde kind", cause=BY_HAND)
    assert (case.outcome, case.ended_at, case.grounds) == ("merged", ended_at, {})
    assert [type(event) for event in case.events] == [events.CaseClosed]
    assert into.events == []
    assert len(into.grounds) == 3


def test_a_case_that_opens_again_is_merged_no_more() -> None:
    case = merged()
    case.reopen("toch niet", TERMS, BY_HAND)
    assert (case.merged_into, case.merged_by_hand) == (None, False)


class Merged(Harness):
    """Two persons with a case each, of which the second was merged into the first by hand."""

    async def arrive(self) -> tuple[Case, Case]:
        await self.person(PERSON, 1, MINE)
        await self.person(OTHER_PERSON, 1, THEIRS)
        await self.level(5, PERSON, MINE)
        await self.level(5, OTHER_PERSON, THEIRS, minutes=1)
        stays, ends = await self.case_of(MINE), await self.case_of(THEIRS)
        merge_by_hand(ends, stays, reason="zelfde kind", cause=BY_HAND)
        await self.memory.save(ends)
        await self.memory.save(stays)
        return stays, ends


async def test_a_later_level_of_the_merged_cases_pupil_goes_on_in_the_open_case() -> None:
    harness = Merged()
    stays, _ = await harness.arrive()
    await harness.level(10, OTHER_PERSON, THEIRS, minutes=2)
    [open_case] = harness.memory.open_cases()
    assert (open_case.case_id, len(open_case.grounds)) == (stays.case_id, 3)
    assert open_case.register == MINE


async def test_nothing_is_brought_home_when_the_person_is_told_of_again() -> None:
    harness = Merged()
    stays, _ = await harness.arrive()
    await harness.person(OTHER_PERSON, 2, THEIRS)
    [open_case] = harness.memory.open_cases()
    assert (open_case.case_id, len(open_case.grounds)) == (stays.case_id, 2)


async def test_a_later_level_brings_its_own_case_back_once_the_other_has_ended() -> None:
    harness = Merged()
    stays, ends = await harness.arrive()
    stays.close("other", "reden", BY_HAND)
    await harness.memory.save(stays)
    await harness.get(reached(10, person_id=OTHER_PERSON, school=THEIRS.school, pupil=THEIRS.number, ground_id=uuid4()))
    [open_case] = harness.memory.open_cases()
    assert (open_case.case_id, open_case.merged_by_hand) == (ends.case_id, False)


def test_nothing_is_added_to_a_case_that_went_on_in_another() -> None:
    case, into = opened(5), opened(5)
    require_not_merged(case)
    merge_by_hand(case, into, reason="reden", cause=BY_HAND)
    require_not_merged(into)
    with pytest.raises(Conflict, match="was merged") as refused:
        require_not_merged(case)
    assert refused.value.ids == {"merged_into": into.case_id}
