"""A meeting for which there is no time: the coordinator hears of it once, and once that it does not hold any more."""

from notifications.domain.directory import Directory
from notifications.domain.notice import Notice
from notifications.domain.preparation import Patience, Ready, Void, Waits
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.meeting.domain.decide import still_holds
from notifications.subjects.meeting.domain.prepare import needs, prepare
from notifications.subjects.meeting.domain.story import MeetingState
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.testing.factories import CASE, MEETING, SCHOOL, knowledge
from notifications.testing.harness import Harness
from notifications.testing.meetings import meeting, no_slot, planned


def to_the_coordinator(harness: Harness) -> list[Notice]:
    return [notice for notice in harness.notices if notice.key.slot == "coordinator"]


def test_the_coordinator_hears_once_that_there_is_no_time() -> None:
    harness = Harness()
    for sequence in (1, 2, 2):
        harness.arrive(no_slot(sequence))
        harness.send_all()
    [told] = to_the_coordinator(harness)
    assert (told.key.template, told.status) == (MeetingTemplate.UNSCHEDULABLE, Status.SENT)
    assert told.origin.correlation_id == "no-slot-1"


def test_a_time_that_is_found_corrects_it_once_and_no_time_once_more_is_told_again() -> None:
    harness = Harness()
    for fact in (no_slot(1), planned(2), planned(2), planned(3, day=16), no_slot(4), planned(5, day=17)):
        harness.arrive(fact)
        harness.send_all()
    notices = to_the_coordinator(harness)
    assert [(n.key.template, n.key.occasion) for n in notices] == [
        (MeetingTemplate.UNSCHEDULABLE, 1),
        (MeetingTemplate.SLOT_FOUND, 1),
        (MeetingTemplate.UNSCHEDULABLE, 4),
        (MeetingTemplate.SLOT_FOUND, 4),
    ]
    assert [n.corrects for n in notices if n.corrects] == [(notices[0].id,), (notices[2].id,)]


def test_what_nobody_was_told_needs_no_correction() -> None:
    for state in (MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.HELD):
        harness = Harness()
        harness.arrive(no_slot(1))
        harness.arrive(planned(2, state=state))
        assert [n.status for n in to_the_coordinator(harness)] == [Status.CANCELLED]


def test_it_names_school_and_case_and_nobody_else_and_without_a_coordinator_it_goes_to_nobody() -> None:
    harness = Harness()
    harness.arrive(no_slot(1))
    [notice] = harness.notices
    need = needs(notice, harness.meeting)
    assert need
    assert (need.school, need.cases) == (SCHOOL, {CASE})
    ready = prepare(notice, harness.meeting, knowledge())
    assert isinstance(ready, Ready)
    assert (ready.receiver.contact_id, set(ready.shown)) == ("coordinator-1", {"references", "school", "link"})
    nobody = knowledge(known_directory=Directory([]), patience=Patience(for_role_over=True))
    assert prepare(notice, harness.meeting, nobody) == Void(Reason.NO_CONTACT)


def test_it_waits_for_what_it_names() -> None:
    harness = Harness()
    harness.arrive(no_slot(1))
    [notice] = harness.notices
    assert prepare(notice, meeting(), knowledge()) == Waits(f"meeting:{MEETING}")
    assert prepare(notice, harness.meeting, knowledge(cases={})) == Waits(f"case:{CASE}")


def test_it_holds_until_there_is_a_time_and_what_says_so_holds_for_good() -> None:
    harness = Harness()
    harness.arrive(no_slot(1))
    harness.send_all()
    [told] = to_the_coordinator(harness)
    assert still_holds(told, harness.meeting)
    harness.arrive(planned(2))
    [told, found] = to_the_coordinator(harness)
    assert not still_holds(told, harness.meeting)
    harness.arrive(no_slot(3))
    assert still_holds(found, harness.meeting)
