"""Domain events as others read them."""

import json

import pytest

from consultation.domain.contact import ContactChanged
from consultation.domain.wanted import NoSlot
from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.standing import Standing
from consultation.outgoing import to_outgoing
from consultation.testing.factories import MONDAY, NOW, SCHOOL, TUESDAY, a_slot, at, contact, proposed
from consultation.unit_of_work import Event
from shared.domain.roles import Role


def sent(event: Event) -> dict[str, object]:
    return json.loads(to_outgoing(event).data.model_dump_json())


def test_a_scheduled_meeting_says_when_where_and_who():
    meeting = proposed().schedule(a_slot(), NOW)
    (event,) = meeting.events
    assert sent(event) == {
        "meeting_id": str(meeting.meeting_id),
        "case_ids": [str(meeting.case_ids[0])],
        "school": SCHOOL,
        "meeting_type": "care-meeting",
        "starts_at": "2026-11-16T08:30:00+01:00",
        "ends_at": "2026-11-16T09:15:00+01:00",
        "place": "Zorglokaal",
        "participants": [{"contact_id": "counsellor-1", "role": "counsellor", "required": True}],
        "ical_uid": meeting.ical_uid,
        "ical_sequence": 0,
        "attention": None,
    }


def test_attention_says_since_when_and_why_beside_the_unchanged_status():
    meeting = proposed().schedule(a_slot(), NOW).asks_for_somebody((AttentionReason.SCHOOL_CLOSED,), NOW)
    told = sent(meeting.events[-1])
    assert (told["status"], told["starts_at"]) == ("scheduled", "2026-11-16T08:30:00+01:00")
    assert told["attention"] == {"since": "2026-11-13T16:00:00+01:00", "reasons": ["school-closed"]}


def test_a_dropped_meeting_has_no_time():
    (event,) = proposed().cancel(None, NOW).events
    assert to_outgoing(event).event_type == "be.flankerend.consultation.meeting-dropped.v1"
    assert "starts_at" not in sent(event)


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (lambda meeting: meeting.reschedule(a_slot(TUESDAY), NOW), "rescheduled"),
        (lambda meeting: meeting.cancel("ziek", NOW), "cancelled"),
        (lambda meeting: meeting.complete(at(MONDAY, "09:15")), "held"),
        (lambda meeting: meeting.follow(Standing.WITHDRAWAL_PROPOSED, NOW), "under-review"),
        (lambda meeting: meeting.follow(Standing.WITHDRAWAL_PROPOSED, NOW).follow(Standing.OPEN, NOW), "restored"),
        (lambda meeting: meeting.asks_for_somebody((AttentionReason.TO_COMPLETE,), NOW), "attention-changed"),
    ],
)
def test_each_step_is_an_event_of_the_same_meeting(step, kind: str):
    meeting = proposed().schedule(a_slot(), NOW)
    outgoing = to_outgoing(step(meeting).events[-1])
    assert outgoing.event_type == f"be.flankerend.consultation.meeting-{kind}.v1"
    assert (outgoing.topic, outgoing.key) == ("consultation.meetings.v1", str(meeting.meeting_id))


def test_why_a_meeting_was_cancelled_stays_here():
    assert "ziek" not in json.dumps(sent(proposed().schedule(a_slot(), NOW).cancel("ziek", NOW).events[-1]))


def test_an_unschedulable_meeting_says_why():
    (event,) = proposed().without_slot(NoSlot(("no-common-time",), ("hold_by",)), NOW).events
    assert sent(event)["reasons"] == ["no-common-time"]
    assert sent(event)["relax"] == ["hold_by"]


def test_a_contact_is_sent_whole():
    someone = contact("c-1", Role.CLB, schools=(SCHOOL,), email="els@clb.example", deputy_of="c-2")
    outgoing = to_outgoing(ContactChanged(someone))
    assert (outgoing.topic, outgoing.key) == ("consultation.directory.v1", "c-1")
    assert sent(ContactChanged(someone)) == {
        "contact_id": "c-1",
        "name": "Els Voorbeeld",
        "role": "clb",
        "organisation": None,
        "schools": [SCHOOL],
        "email": "els@clb.example",
        "language": "nl",
        "deputy_of": "c-2",
        "valid_from": None,
        "valid_until": None,
        "phone": None,
        "organisation_id": None,
    }
