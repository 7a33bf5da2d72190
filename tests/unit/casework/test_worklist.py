"""The reasons of the worklist: their order, and a source and words for each."""

from datetime import date
from uuid import uuid4

from casework.domain.worklist import Why, WorkItem, WorkPlace, WorkReason, in_order, urgency
from casework.storage.work_sources import NEVER, SOURCES
from casework.testing.factories import new_case
from casework.web.worded import WEB_WORDS
from casework.words.nl import Dutch

EARLY, LATE = date(2026, 11, 24), date(2026, 12, 1)
TASK = Why(WorkReason.TASK, LATE, LATE)
HOLD_ENDED = Why(WorkReason.HOLD_ENDED, LATE, LATE)
APPROVE = Why(WorkReason.APPROVE, None, EARLY)
FOLLOWED = Why(WorkReason.FOLLOWED, None, NEVER)


def test_every_reason_has_a_source_and_words() -> None:
    assert set(SOURCES) == set(WorkReason)
    dutch = Dutch(WEB_WORDS)
    for reason in WorkReason:
        assert dutch.word("why", reason) != reason
        assert dutch.word("why_chip", reason) != reason


def test_reasons_stand_by_their_day_and_then_by_their_kind() -> None:
    assert in_order([TASK, HOLD_ENDED, APPROVE]) == (APPROVE, HOLD_ENDED, TASK)


def test_that_a_case_is_followed_is_a_reason_only_without_another() -> None:
    assert in_order([FOLLOWED, TASK]) == (TASK,)
    assert in_order([FOLLOWED]) == (FOLLOWED,)


def test_an_item_is_due_when_the_first_of_its_reasons_is() -> None:
    item_id = uuid4()
    item = WorkItem(item_id, in_order([TASK, APPROVE]), new_case())
    assert (item.reason, item.due) == (WorkReason.APPROVE, LATE)
    assert item.place == WorkPlace(EARLY, urgency(WorkReason.APPROVE), item_id)
    assert WorkItem(item_id, (FOLLOWED,), new_case()).due is None
