"""What is proposed of a series: who sits at the table, in which week, and why a session can't be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from consultation.domain.local_time import BRUSSELS
from consultation.domain.room import Room
from consultation.domain.school_time import half_days_by, half_days_of_all
from consultation.domain.wanted import BookedRoom
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.venue import RoomDiary, Venue
from consultation.series.domain.proposal import Proposal, ProposedSession
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.series import Series, SeriesDetails
from consultation.series.domain.table import Table
from consultation.series.domain.term import Term
from consultation.testing.factories import (
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    case_id,
    caseworker,
    diary,
    school_time,
    slot,
    weekly,
)
from shared.domain.errors import Conflict, InvalidField
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear

DAY = date(2026, 11, 19)
HOUR = timedelta(hours=1)
LATER = NOW + HOUR
ROLES = {
    "required_roles": (Role.COUNSELLOR, Role.CASEWORKER),
    "optional_roles": (Role.CLB,),
}


def details(**fields: object) -> SeriesDetails:
    agreed = {
        "title": "Zorgoverleg",
        "meeting_type": "care-meeting",
        "school": SCHOOL,
        "other_schools": (OTHER_SCHOOL,),
        "rhythm": Rhythm(first_on=DAY, at=time(10), every_weeks=2),
        "length": HOUR,
        "place": "Stadhuis",
    }
    return SeriesDetails(**{**agreed, **ROLES, **fields})


def people(**busy: Sequence[object]) -> list[Diary]:
    return [
        diary("counsellor-1", schools=(SCHOOL,), busy=busy.get("first", ())),
        diary("counsellor-2", schools=(OTHER_SCHOOL,)),
        caseworker("worker-1"),
        diary("clb-1", Role.CLB, schools=(SCHOOL, OTHER_SCHOOL), busy=busy.get("clb", ())),
        diary("clb-2", Role.CLB, schools=(OTHER_SCHOOL,)),
    ]


def term(everyone: list[Diary] | None = None, agreed: SeriesDetails | None = None, **fields: object) -> Term:
    table = Table(agreed or details(), people() if everyone is None else everyone)
    agreed_on = {"school_time": school_time(length=HOUR), "table": table, "venue": Venue(Agenda()), "now": NOW}
    return Term(**{**agreed_on, **fields})


def ids(session: ProposedSession) -> list[str]:
    return [person.contact_id for person in session.participants]


def day_of(session: ProposedSession) -> str:
    return f"{session.starts_at.astimezone(BRUSSELS):%Y-%m-%d %H:%M}"


class TestTheTable:
    def test_every_school_has_its_own_people_and_who_belongs_to_both_sits_once(self):
        session = term().proposed(DAY, details().rhythm)
        assert (ids(session), session.reasons) == (["counsellor-1", "counsellor-2", "worker-1", "clb-1"], ())
        assert [person.required for person in session.participants] == [True, True, True, False]

    def test_a_role_that_a_school_has_nobody_for(self):
        everyone = [one for one in people() if one.contact.contact_id != "counsellor-2"]
        assert term(everyone).proposed(DAY, details().rhythm).reasons == ("no-counsellor-for-school",)

    def test_somebody_required_who_is_in_another_meeting(self):
        session = term(people(first=[slot(DAY, "10:30")])).proposed(DAY, details().rhythm)
        assert (session.reasons, ids(session)) == (("counsellor-not-free",), ["counsellor-2", "worker-1", "clb-1"])

    def test_somebody_else_of_the_role_takes_the_seat(self):
        session = term(people(clb=[slot(DAY, "10:30")])).proposed(DAY, details().rhythm)
        assert (session.reasons, ids(session)[-1]) == ((), "clb-2")

    def test_who_is_not_there_at_that_hour_is_not_free(self):
        everyone = [*people()[1:], diary("counsellor-1", schools=(SCHOOL,), availability=weekly("4 13:00-16:00"))]
        assert term(everyone).proposed(DAY, details().rhythm).reasons == ("counsellor-not-free",)

    def test_who_people_agreed_on_comes_first_and_a_deputy_last(self):
        everyone = [*people(), caseworker("worker-0"), diary("counsellor-0", deputy_of="counsellor-1")]
        agreed = details(contacts=("worker-1",))
        seated = ids(term(everyone, agreed).proposed(DAY, agreed.rhythm))
        assert seated[:3] == ["counsellor-1", "counsellor-2", "worker-1"]
        assert "worker-0" in ids(term(everyone).proposed(DAY, details().rhythm))

    def test_who_could_sit_there_is_in_the_order_of_the_seats(self):
        assert [person.contact_id for person in Table(details(), people()).could_sit] == [
            "counsellor-1",
            "counsellor-2",
            "worker-1",
            "clb-1",
            "clb-2",
        ]


class TestTheDay:
    def test_holidays_move_a_session_to_the_next_week_with_lessons(self):
        rhythm = Rhythm(first_on=date(2026, 12, 24), at=time(10), every_weeks=4)
        session = term().proposed(date(2026, 12, 24), rhythm)
        assert (session.on, day_of(session)) == (date(2026, 12, 24), "2027-01-07 10:00")

    def test_a_rhythm_that_leaves_no_week_leaves_the_session_out(self):
        session = term().proposed(date(2026, 12, 24), Rhythm(first_on=DAY, at=time(10), every_weeks=1))
        assert (session.starts_at, session.reasons, session.participants) == (None, ("no-lessons",), ())

    def test_a_day_on_which_one_of_the_schools_is_closed(self):
        closed = SchoolCalendar(None, SchoolYear.of(DAY), closures=(Closure(DAY, None, "studiedag"),))
        both = half_days_of_all([half_days_by(flemish_calendar), half_days_by(lambda _: closed)])
        time_of_both = replace(school_time(length=HOUR), half_days_on=both)
        assert day_of(term(school_time=time_of_both).proposed(DAY, details().rhythm)) == "2026-11-26 10:00"

    def test_a_place_that_is_taken_and_a_day_that_is_past(self):
        taken = Venue(Agenda([slot(DAY, "10:30")]))
        assert term(venue=taken).proposed(DAY, details().rhythm).reasons == ("place-taken",)
        later = slot(DAY, "10:00").start
        assert term(now=later).proposed(DAY, details().rhythm).reasons == ("past",)

    def test_a_session_is_in_the_smallest_room_of_its_place_with_a_seat_for_everybody(self):
        sizes = {"small": 3, "hall": 20, "middle": 4}
        rooms = [Room(room_id=name, name=name, site="Stadhuis", seats=seats) for name, seats in sizes.items()]
        free = Venue(Agenda([slot(DAY, "10:30")]), [RoomDiary(room, Agenda()) for room in rooms])
        asked = term(venue=free)
        session = asked.proposed(DAY, details().rhythm)
        assert (session.reasons, len(session.participants)) == ((), 4)
        assert asked.slot(session).room == BookedRoom("middle", "Stadhuis, middle")
        small = term(venue=Venue(Agenda(), [RoomDiary(rooms[0], Agenda())]))
        assert small.proposed(DAY, details().rhythm).reasons == ("place-taken",)

    def test_a_start_out_of_the_schools_hours(self):
        assert term().at(DAY, slot(DAY, "16:30").start).reasons == ("no-lessons",)


class TestTheSeries:
    def series(self, **fields: object) -> Series:
        return Series(series_id=case_id(1), details=details(**fields), created_at=NOW, changed_at=NOW)

    def test_its_days_end_with_it(self):
        series = self.series(until=date(2026, 12, 10))
        assert series.days(DAY, date(2027, 6, 30)) == [DAY, date(2026, 12, 3)]

    @pytest.mark.parametrize("last", [DAY - timedelta(days=1), DAY + timedelta(days=401)])
    def test_days_out_of_order_or_too_many(self, last: date):
        with pytest.raises(InvalidField) as caught:
            self.series().days(DAY, last)
        assert caught.value.field == "until"

    def test_days_at_the_end_of_all_calendars(self):
        with pytest.raises(InvalidField, match="2999"):
            self.series().days(date(9999, 6, 1), date.max)

    def test_nothing_is_fixed_that_was_not_proposed(self):
        with pytest.raises(Conflict):
            self.series().standing_proposal()

    def test_the_same_agreement_changes_nothing(self):
        series = self.series()
        assert series.changed(NOW, title="Zorgoverleg") is series
        assert series.changed(NOW, title="Overleg").version == 2

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"other_schools": (SCHOOL,)}, "other_schools"),
            ({"required_roles": ()}, "required_roles"),
            ({"optional_roles": (Role.CASEWORKER,)}, "optional_roles"),
            ({"until": DAY - timedelta(days=1)}, "until"),
        ],
    )
    def test_an_agreement_that_does_not_hold(self, fields: dict[str, object], field: str):
        with pytest.raises(InvalidField) as caught:
            details(**fields)
        assert caught.value.field == field

    def test_what_was_proposed_stands_until_it_is_fixed_or_the_agreement_changes(self):
        proposal = Proposal(first=DAY, last=DAY, sessions=())
        proposed = self.series().proposed(proposal, LATER)
        assert (proposed.standing_proposal(), proposed.version, proposed.changed_at) == (proposal, 2, LATER)
        for after in (proposed.fixed(LATER), proposed.changed(LATER, title="Overleg")):
            assert (after.proposal, after.version) == (None, 3)

    def test_a_session_is_on_its_day_for_everyone_in_the_series(self):
        wanted = details().wanted(DAY)
        assert (wanted.school, wanted.not_before, wanted.hold_by) == (SCHOOL, DAY, DAY)
        assert (wanted.required_roles, wanted.optional_roles) == tuple(ROLES.values())
