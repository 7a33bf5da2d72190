"""What people at a meeting read of its cases, and what can be written about them."""

from uuid import UUID

import pytest

from consultation.domain.audience import EVERYTHING, Audience
from consultation.domain.wanted import Participant
from consultation.meetings.domain.at_the_table import cases_minuted_for, check_guests, check_minuted
from consultation.meetings.domain.case_minutes import CaseMinutes, Revision
from consultation.meetings.domain.guests import NO_GUESTS, Guest, Guests
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.meetings.domain.tabled_case import TabledCase
from consultation.testing.factories import (
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    a_session,
    a_slot,
    agenda_item,
    case_id,
    proposed,
    wanted,
)
from shared.domain.errors import Conflict, IllegalTransition, InvalidField, NotFound
from shared.domain.guest_roles import GuestRole
from shared.domain.roles import Role

KNOWN = KnownCase(case_id=case_id(1), reference="SP-2026-000123", standing=Standing.OPEN, sequence=1)
HERE = frozenset({SCHOOL})


def planned(*cases: int):
    return proposed(case_ids=tuple(map(case_id, cases))).schedule(a_slot(), NOW)


class TestMinutes:
    def test_who_takes_part_reads_those_of_all_cases_of_a_meeting_and_nobody_else_does(self):
        meeting = planned(1, 2)
        assert cases_minuted_for(meeting, Audience(HERE, "counsellor-1")) == (case_id(1), case_id(2))
        assert cases_minuted_for(meeting, Audience(HERE, "counsellor-2")) == ()
        assert cases_minuted_for(proposed(), Audience(HERE, "counsellor-1")) == ()

    def test_of_a_session_those_of_cases_of_the_own_school_that_asked_for_the_role_or_the_person(self):
        without_school = {"required_roles": (Role.CASEWORKER,), "optional_roles": ()}
        named = (Participant("counsellor-1", Role.COUNSELLOR, True),)
        session = a_session(
            agenda_item(1),
            agenda_item(2, wanted=wanted(**without_school)),
            agenda_item(3, wanted=wanted(school=OTHER_SCHOOL)),
            agenda_item(4, wanted=wanted(**without_school, named=named)),
            other_schools=(OTHER_SCHOOL,),
        )
        assert cases_minuted_for(session, Audience(HERE, "counsellor-1")) == (case_id(1), case_id(4))
        assert cases_minuted_for(session, Audience(HERE, "worker-1")) == (case_id(1), case_id(2), case_id(4))
        assert cases_minuted_for(session, EVERYTHING) == ()

    def test_they_are_written_of_a_case_of_a_meeting_that_has_a_time(self):
        check_minuted(planned(1), case_id(1))
        with pytest.raises(NotFound):
            check_minuted(planned(1), case_id(2))
        with pytest.raises(IllegalTransition):
            check_minuted(planned(1).cancel(None, NOW), case_id(1))

    def test_a_revision_without_text_is_none(self):
        revision = Revision(revision=1, written_by="worker-1", written_at=NOW)
        with pytest.raises(InvalidField) as refused:
            CaseMinutes(case_id=case_id(1), text="", revision=revision)
        assert refused.value.field == "text"


class TestGuests:
    @pytest.mark.parametrize("role", [GuestRole.PARENT, GuestRole.PUPIL])
    def test_at_a_session_a_family_comes_for_one_case_and_elsewhere_it_need_not_say(self, role: GuestRole):
        session = a_session(agenda_item(1))
        check_guests(session, [Guest("Sam Voorbeeld", role, case_id(1)), Guest("An Voorbeeld", GuestRole.HEAD)])
        check_guests(planned(1), [Guest("Sam Voorbeeld", role)])
        with pytest.raises(InvalidField, match="for which case"):
            check_guests(session, [Guest("Sam Voorbeeld", role)])

    def test_nobody_comes_for_a_case_of_another_meeting(self):
        with pytest.raises(InvalidField, match="not one of this meeting"):
            check_guests(planned(1), [Guest("An Voorbeeld", GuestRole.HEAD, case_id(2))])

    def test_nobody_comes_to_a_meeting_that_was_called_off(self):
        with pytest.raises(Conflict):
            check_guests(planned(1).cancel(None, NOW), [])

    def test_who_comes_for_a_merged_case_comes_for_the_case_that_remains(self):
        head, parent = Guest("An Voorbeeld", GuestRole.HEAD), Guest("Sam Voorbeeld", GuestRole.PARENT, case_id(1))
        other = Guest("Bo Voorbeeld", GuestRole.PUPIL, case_id(3))
        moved = Guests(guests=(head, parent, other), version=2).merged(case_id(1), case_id(2))
        assert [guest.case_id for guest in moved.guests] == [None, case_id(2), case_id(3)]
        assert (moved.version, NO_GUESTS.merged(case_id(1), case_id(2))) == (2, NO_GUESTS)


@pytest.mark.parametrize(
    ("known", "reference"),
    [(None, None), (KNOWN, "SP-2026-000123")],
)
def test_a_case_is_called_by_its_reference_once_an_event_told_of_it(known: KnownCase | None, reference: str | None):
    empty = {"minutes_planned": None, "decision": None, "minutes": None, "actions": (), "earlier": ()}
    tabled = TabledCase(case_id=UUID(int=1), school=SCHOOL, known=known, **empty)
    assert tabled.reference == reference
