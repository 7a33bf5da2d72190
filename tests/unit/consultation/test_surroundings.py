"""Why a planned meeting asks for somebody, from the world around it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.contact import Contact
from consultation.domain.wanted import Participant
from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply, Way
from consultation.meetings.domain.surroundings import Surroundings
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    a_slot,
    at,
    contact,
    proposed,
    school_time,
)
from shared.domain.answers import Answer
from shared.domain.roles import Role
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

END = at(MONDAY, "09:15")
WITHOUT_MONDAY = SchoolCalendar(SCHOOL, SchoolYear(2026), closures=(Closure(MONDAY, None, "facultatieve verlofdag"),))
CLOSED_TIME = school_time(calendar_of=lambda _: WITHOUT_MONDAY)
AWAY = Availability(exceptions=(AvailabilityException(MONDAY, FRIDAY, available=False),))
CLOSED, GONE, ENDED, TAKEN, PAST = (
    AttentionReason.SCHOOL_CLOSED,
    AttentionReason.PARTICIPANT_AWAY,
    AttentionReason.CONTACT_ENDED,
    AttentionReason.PLACE_TAKEN,
    AttentionReason.TO_COMPLETE,
)


def scheduled() -> Meeting:
    return proposed().schedule(a_slot(MONDAY, "08:30"), NOW)


def reasons(*contacts: Contact, of: Meeting | None = None, **around: Any) -> tuple[AttentionReason, ...]:
    directory = {contact.contact_id: contact for contact in contacts}
    world = {"now": NOW, "school_time": school_time(), **around}
    return Surroundings(directory=directory, **world).reasons_of(of or scheduled())


def test_a_meeting_that_fits_asks_for_nobody() -> None:
    assert reasons(contact("counsellor-1")) == ()


@pytest.mark.parametrize(("required", "expected"), [(True, (GONE,)), (False, ())])
def test_somebody_who_declined_is_a_reason_where_the_meeting_cannot_do_without(
    expected: tuple[AttentionReason, ...], *, required: bool
) -> None:
    slot = replace(a_slot(), participants=(Participant("counsellor-1", Role.COUNSELLOR, required),))
    reply = Reply(contact_id="counsellor-1", answer=Answer.DECLINED, ical_sequence=0, replied_at=NOW, came_by=Way.MAIL)
    declined = proposed().schedule(slot, NOW).replied(reply, NOW)
    assert reasons(contact("counsellor-1"), of=declined) == expected


def test_a_school_that_is_closed_then_is_a_reason() -> None:
    assert reasons(contact("counsellor-1"), school_time=CLOSED_TIME) == (CLOSED,)


def test_somebody_who_is_away_is_a_reason() -> None:
    assert reasons(contact("counsellor-1", availability=AWAY)) == (GONE,)


@pytest.mark.parametrize(
    "ended",
    [
        contact("counsellor-1", valid_until=NOW.date()),
        contact("counsellor-1", Role.CLB),
        contact("counsellor-1", schools=(OTHER_SCHOOL,)),
        contact("somebody-else"),
    ],
)
def test_who_is_no_contact_of_the_school_in_that_role_then_is_a_reason_and_not_away(ended: Contact) -> None:
    assert reasons(ended) == (ENDED,)


def test_a_contact_of_the_school_is_one() -> None:
    assert reasons(contact("counsellor-1", schools=(SCHOOL,))) == ()


def test_several_reasons_come_in_a_fixed_order() -> None:
    meeting = proposed().schedule(a_slot(MONDAY, "08:30", "counsellor-1", "counsellor-2"), NOW)
    away = contact("counsellor-1", availability=AWAY)
    assert reasons(away, of=meeting, school_time=CLOSED_TIME, place_is_taken=True) == (CLOSED, GONE, ENDED, TAKEN)


def test_a_meeting_that_is_over_only_asks_to_be_completed() -> None:
    assert reasons(now=END - timedelta(seconds=1)) == (ENDED,)
    assert reasons(now=END, place_is_taken=True) == (PAST,)


def test_a_meeting_without_a_time_or_that_is_settled_asks_for_nobody() -> None:
    assert reasons(of=proposed(), now=END) == ()
    assert reasons(of=scheduled().complete(END), now=END) == ()
    assert reasons(of=scheduled().cancel(None, NOW), now=END) == ()
