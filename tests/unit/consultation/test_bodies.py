"""Consultation bodies: who sits in them, what their sessions decide, and what they still lack."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from consultation.bodies.domain.body import BodyDetails, BodyForm, BodyKind, Deciding, PolicyBody, SchoolPupils
from consultation.bodies.domain.body_query import sits_in
from consultation.bodies.domain.body_session import (
    BodySession,
    Called,
    People,
    SessionCancelled,
    SessionMoved,
    SessionPlanned,
)
from consultation.bodies.domain.convening import called_to, calls_nobody
from consultation.bodies.domain.findings import Directory, FindingCode, findings_of
from consultation.bodies.domain.member import Member
from consultation.bodies.domain.noted import BodyAction, BodyDecision, Document, SessionReply
from consultation.bodies.domain.states import SessionStatus
from consultation.bodies.domain.year_plan import YearPlan, is_holiday
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind
from consultation.domain.seat import Seat
from consultation.testing.factories import NOW, SCHOOL, contact
from shared.domain.answers import Answer
from shared.domain.errors import Conflict, IllegalTransition, InvalidField, NotFound
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

SINCE, TODAY = date(2025, 9, 1), date(2026, 11, 20)
BODY = UUID(int=1)
SCHOOL_1 = Organisation("school-1", OrganisationDetails(kind=OrganisationKind.SCHOOL, name="Atheneum", school=SCHOOL))
CLB_1 = Organisation("clb-a", OrganisationDetails(kind=OrganisationKind.CLB, name="CLB", serves=(SCHOOL,)))
AROUND = Directory((SCHOOL_1, CLB_1), {})
DISSENT = BodyDecision(
    decision_id=UUID(int=7), text="Eén meldpunt.", way=Deciding.MAJORITY, in_favour=3, against=1, dissent="Liever niet."
)


def details(**fields: Any) -> BodyDetails:
    plain = {"kind": BodyKind.EXTERNAL, "form": BodyForm.ADVISORY_COUNCIL, "name": "Onderwijsraad", "since": SINCE}
    return BodyDetails(**{**plain, **fields})


def body(*members: Member, **fields: Any) -> PolicyBody:
    made = PolicyBody(body_id=BODY, details=details(**fields), created_at=NOW, changed_at=NOW)
    return made.joined_by(members, NOW)


def member(number: int, **fields: Any) -> Member:
    named = {} if "contact_id" in fields else {"organisation_id": f"org-{number}"}
    return Member(member_id=UUID(int=100 + number), since=SINCE, **{**named, **fields})


def session(number: int, day: date, **fields: Any) -> BodySession:
    begin = datetime(day.year, day.month, day.day, 10, tzinfo=BRUSSELS)
    plain = {"invited": People(organisations=("school-1", "clb-a")), "place": "Raadzaal"}
    ends = begin + timedelta(hours=2)
    return BodySession(session_id=UUID(int=number), body_id=BODY, starts_at=begin, ends_at=ends, **{**plain, **fields})


def held(number: int, day: date, **fields: Any) -> BodySession:
    return session(number, day, **fields).held(People(organisations=("school-1",)), NOW + timedelta(days=400))


def codes(a_body: PolicyBody, *sessions: BodySession, around: Directory = AROUND) -> list[FindingCode]:
    return [finding.code for finding in findings_of(a_body, sessions, around, today=TODAY)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "a\nb"}, "name"),
        ({"quorum": 0}, "quorum"),
        ({"times_a_year": 53}, "times_a_year"),
        ({"pupils": (SchoolPupils(SCHOOL, 3),)}, "pupils"),
        ({"kind": BodyKind.PUPILS_PLATFORM, "pupils": (SchoolPupils(SCHOOL, 3),) * 2}, "pupils"),
        ({"until": SINCE - timedelta(days=1)}, "until"),
    ],
)
def test_what_no_body_can_be_is_named_by_its_field(fields, wrong):
    with pytest.raises(InvalidField) as refused:
        details(**fields)
    assert refused.value.field == wrong


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"contact_id": "c", "organisation_id": "o"}, "contact_id"),
        ({"until": SINCE - timedelta(days=1)}, "until"),
        ({"mandate_until": TODAY}, "mandate_until"),
        ({"mandate": "voorzitter", "mandate_until": SINCE - timedelta(days=1)}, "mandate_until"),
        ({"contact_id": "c", "represented_by": ("d",)}, "represented_by"),
        ({"represented_by": tuple(f"c-{number}" for number in range(21))}, "represented_by"),
    ],
)
def test_what_no_membership_can_be_is_named_by_its_field(fields, wrong):
    with pytest.raises(InvalidField) as refused:
        member(1, **fields)
    assert refused.value.field == wrong


def test_nobody_sits_in_a_body_twice_on_a_day():
    first = member(1, until=date(2025, 12, 31))
    later = Member(member_id=UUID(int=9), organisation_id="org-1", since=date(2026, 1, 1))
    both = body(first, later)
    assert [row.member_id for row in both.members_on(TODAY)] == [later.member_id]
    with pytest.raises(Conflict):
        both.joined_by([member(1)], NOW)
    with pytest.raises(Conflict):
        both.with_member(first.member_id, {"until": None}, NOW)
    with pytest.raises(NotFound):
        both.with_member(UUID(int=99), {}, NOW)
    assert both.with_member(first.member_id, {}, NOW) is both
    chair = both.with_member(later.member_id, {"mandate": "voorzitter"}, NOW)
    assert (chair.version, chair.members[1].mandate) == (both.version + 1, "voorzitter")


def test_a_body_has_at_most_five_hundred_memberships():
    with pytest.raises(InvalidField):
        body(*(member(number) for number in range(501)))


def test_what_stays_as_it_is_is_no_change():
    council = body().founded()
    assert council.changed(NOW, name="Onderwijsraad") is council
    assert council.joined_by([], NOW) is council
    renamed = council.changed(NOW, name="Raad")
    assert (renamed.details.name, renamed.version, len(renamed.events)) == ("Raad", 2, 2)


def test_a_contact_has_a_seat_by_name_or_by_where_they_come_from():
    council = body(member(1), member(2, contact_id="c-1"))
    assert sits_in(Seat("c-1", (), TODAY), council)
    assert sits_in(Seat("c-2", ("org-1",), TODAY), council)
    assert not sits_in(Seat("c-2", ("org-3",), TODAY), council)


def test_a_decision_needs_the_quorum_and_a_majority():
    first = held(1, date(2026, 10, 1))
    with pytest.raises(Conflict):
        first.decided(DISSENT, quorum=2)
    decided = first.decided(DISSENT, quorum=1)
    assert (decided.decisions, decided.events[0].taken_on) == ((DISSENT,), date(2026, 10, 1))
    for fields in (
        {"way": Deciding.MAJORITY, "in_favour": 1, "against": 1},
        {"way": Deciding.MAJORITY, "in_favour": 1},
        {"way": Deciding.MAJORITY, "against": 1},
        {"way": Deciding.CONSENSUS, "in_favour": 1},
        {"way": Deciding.ADVICE, "in_favour": 501},
        {"way": Deciding.ADVICE, "text": " "},
    ):
        with pytest.raises(InvalidField):
            BodyDecision(**{"decision_id": UUID(int=8), "text": "Iets.", **fields})


def test_minutes_are_approved_by_a_later_session_that_was_held_and_stay_then():
    first, second = held(1, date(2026, 10, 1)), held(2, date(2026, 11, 10))
    with pytest.raises(Conflict):
        first.approved(second)
    written = first.minuted("Besproken en beslist.")
    for other in (session(3, date(2026, 12, 1)), held(4, date(2026, 9, 1))):
        with pytest.raises(Conflict):
            written.approved(other)
    approved = written.approved(second)
    assert approved.approved_in == second.session_id
    with pytest.raises(Conflict):
        approved.minuted("Anders.")


def test_a_session_that_is_to_come_is_not_held_and_one_that_was_held_is_not_moved():
    coming = session(1, date(2026, 12, 1))
    with pytest.raises(Conflict):
        coming.held(People(), NOW)
    with pytest.raises(IllegalTransition):
        coming.minuted("Te vroeg.")
    assert coming.cancelled().status is SessionStatus.CANCELLED
    assert coming.changed(place="Raadzaal") is coming
    with pytest.raises(InvalidField):
        coming.changed(invited=People(), ends_at=coming.starts_at)
    with pytest.raises(InvalidField):
        held(2, date(2026, 10, 1), invited=People(organisations=("clb-a",)))
    with pytest.raises(InvalidField):
        Document("Nota", "http://example.org/nota")
    full = coming
    for number in range(100):
        full = full.with_document(Document(f"Nota {number}", "https://example.org/nota"))
    with pytest.raises(Conflict):
        full.with_document(Document("Nota", "https://example.org/nota"))


def test_what_was_agreed_is_done_once():
    action = BodyAction(action_id=UUID(int=5), what="Nota maken", owner="c-1", due_on=date(2026, 11, 1))
    agreed = held(1, date(2026, 10, 1)).agreed(action)
    assert codes(body(kind=BodyKind.INTERNAL), agreed) == [FindingCode.ACTION_OVERDUE]
    done = agreed.done(action.action_id, TODAY)
    assert codes(body(kind=BodyKind.INTERNAL), done) == []
    assert done.done(action.action_id, TODAY + timedelta(days=1)) is done
    with pytest.raises(NotFound):
        done.done(UUID(int=6), TODAY)


def test_the_check_names_who_has_no_seat_and_who_was_not_invited():
    by_counsellor = Directory(AROUND.organisations, {"c-1": contact("c-1", Role.COUNSELLOR, schools=(SCHOOL,))})
    sits = body(member(1, contact_id="c-1"))
    assert codes(sits, around=by_counsellor) == [FindingCode.PARTNER_NOT_MEMBER]
    [finding] = findings_of(sits, (), by_counsellor, today=TODAY)
    assert finding.organisation_id == "clb-a"
    without_school = session(1, date(2026, 12, 1), invited=People(organisations=("clb-a",)))
    all_in = body(
        Member(member_id=UUID(int=2), organisation_id="school-1", since=SINCE),
        Member(member_id=UUID(int=3), organisation_id="clb-a", since=SINCE),
    )
    assert codes(all_in, without_school) == [FindingCode.PARTNER_NOT_INVITED]
    works_there = Directory(AROUND.organisations, {"b-1": contact("b-1", Role.CLB, organisation_id="clb-a")})
    assert codes(body(member(1, contact_id="b-1")), around=works_there) == [FindingCode.PARTNER_NOT_MEMBER]


def test_the_check_names_what_ended_and_what_was_left_undone():
    over = TODAY - timedelta(days=1)
    gone = Directory((), {"c-1": contact("c-1", valid_until=over)})
    sits = body(member(1, contact_id="c-1", mandate="voorzitter", mandate_until=over), kind=BodyKind.INTERNAL)
    assert codes(sits, around=gone) == [FindingCode.MANDATE_ENDED, FindingCode.CONTACT_ENDED]
    first, second = held(1, date(2026, 9, 10)), held(2, date(2026, 10, 1)).minuted("Kort.")
    sessions = (first, second, held(3, date(2026, 11, 10)), session(4, date(2026, 11, 12)))
    assert codes(body(kind=BodyKind.INTERNAL), *sessions) == [
        FindingCode.NOT_NOTED,
        FindingCode.NO_MINUTES,
        FindingCode.MINUTES_NOT_APPROVED,
    ]


def test_the_check_counts_sessions_by_school_year():
    often = body(kind=BodyKind.INTERNAL, times_a_year=2)
    assert codes(often) == [FindingCode.TOO_FEW_SESSIONS, FindingCode.SESSIONS_TO_PLAN]
    planned = (session(1, date(2026, 12, 1)), session(2, date(2027, 2, 1)), session(3, date(2027, 5, 1)).cancelled())
    assert codes(often, *planned) == [FindingCode.TOO_FEW_SESSIONS]
    new = body(kind=BodyKind.INTERNAL, times_a_year=2, since=date(2026, 9, 1))
    assert codes(new) == [FindingCode.SESSIONS_TO_PLAN]


def test_of_a_body_that_is_not_there_nothing_is_to_be_done():
    assert codes(body(until=TODAY - timedelta(days=1))) == []


def test_for_an_organisation_those_are_called_who_represent_it_and_else_everybody_who_works_for_it():
    teacher, deputy = (contact(name, Role.COUNSELLOR, schools=(SCHOOL,)) for name in ("teacher", "deputy"))
    guide = contact("guide", Role.CLB, organisation_id="clb-a")
    gone = contact("gone", Role.CLB, organisation_id="clb-a", valid_until=SINCE)
    guest = contact("guest", Role.YOUTH_COACH, schools=())
    people, around = [teacher, deputy, guide, gone, guest], (SCHOOL_1, CLB_1)
    invited = People(("guest",), ("school-1", "clb-a"))

    def called(a_body: PolicyBody) -> list[str]:
        rows = called_to(session(1, TODAY, invited=invited), a_body, contacts=people, organisations=around)
        return sorted(row.contact_id for row in rows)

    assert called(body()) == ["deputy", "guest", "guide", "teacher"]
    sent = member(1, organisation_id="school-1", represented_by=("deputy", "deputy"))
    assert called(body(sent)) == ["deputy", "guest", "guide"]
    assert sits_in(Seat("deputy", (), TODAY), body(sent))
    assert not sits_in(Seat("guest", (), TODAY), body(sent))

    empty = session(1, TODAY, invited=invited)
    nobody = calls_nobody(empty, body(), contacts=people, organisations=around)
    assert [row.organisation_id for row in nobody] == ["school-1", "clb-a"]
    asked = empty.calling(called_to(empty, body(sent), contacts=people, organisations=around))
    assert calls_nobody(asked, body(sent), contacts=people, organisations=around) == []


def test_those_who_are_called_are_told_of_what_changes_for_them_and_of_nothing_else():
    clb, coach = Called("clb-1", Role.CLB), Called("coach-1", Role.YOUTH_COACH)
    planned = session(1, TODAY).calling([coach, clb])
    assert planned.called == (clb, coach)
    [told] = planned.told_since(None, "Onderwijsraad").events
    assert told == SessionPlanned(planned, "Onderwijsraad")

    assert planned.with_document(Document("Nota", "https://example.org/nota")).told_since(planned, "-").events == ()
    for after in (planned.changed(place="Zaal 2"), planned.calling([clb])):
        moved = after.told_since(planned, "Onderwijsraad")
        assert [type(event) for event in moved.events] == [SessionMoved]
        assert (moved.ical_sequence, moved.events[0].session.ical_sequence) == (1, 1)
    off = planned.cancelled().told_since(planned, "Onderwijsraad")
    assert ([type(event) for event in off.events], off.ical_sequence) == ([SessionCancelled], 1)
    assert off.told_since(off, "Onderwijsraad").events == off.events


def year_plan(first: date, until: date, every_weeks: int | None = None, **fields: Any) -> YearPlan:
    begin = datetime(first.year, first.month, first.day, 19, tzinfo=BRUSSELS)
    plain = {"starts_at": begin, "ends_at": begin + timedelta(hours=2), "every_weeks": every_weeks, "until": until}
    return YearPlan(**{**plain, **fields})


def test_sessions_of_a_year_keep_their_hour_and_their_week_of_the_month():
    monthly = year_plan(date(2026, 9, 17), date(2027, 1, 31)).times()
    days = [date(2026, 9, 17), date(2026, 10, 15), date(2026, 11, 19), date(2026, 12, 17), date(2027, 1, 21)]
    assert [(start.date(), start.hour, (end - start).seconds) for start, end in monthly] == [
        (day, 19, 7200) for day in days
    ]
    weekly = year_plan(date(2026, 10, 12), date(2026, 11, 9), 2).times()
    assert [(start.date().day, start.hour) for start, _ in weekly] == [(12, 19), (26, 19), (9, 19)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"every_weeks": 27}, "every_weeks"),
        ({"until": date(2026, 9, 16)}, "until"),
        ({"until": date(2027, 12, 1)}, "until"),
        ({"first": date(2026, 10, 29)}, "starts_at"),
        ({"ends_at": datetime(2026, 9, 17, 18, tzinfo=BRUSSELS)}, "ends_at"),
    ],
)
def test_what_is_no_plan_of_a_year_is_named_by_its_field(fields, wrong):
    with pytest.raises(InvalidField) as refused:
        year_plan(**{"first": date(2026, 9, 17), "until": date(2027, 6, 30), **fields})
    assert refused.value.field == wrong


def test_a_weekday_on_which_no_school_has_lessons_is_a_holiday():
    autumn, before, saturday = date(2026, 11, 4), date(2026, 10, 28), date(2026, 11, 7)
    assert [is_holiday(day, [flemish_calendar]) for day in (autumn, before, saturday)] == [True, False, False]


def test_an_answer_holds_for_the_time_and_place_that_it_was_given_for():
    planned = session(1, TODAY).calling([Called("clb-1", Role.CLB)])
    comes = SessionReply("clb-1", Answer.ACCEPTED, NOW)
    for_school = SessionReply("school-1", Answer.DECLINED, NOW)
    both = planned.replied(comes).replied(for_school)
    assert (both.replies, both.version) == ((comes, for_school), planned.version + 2)
    later = SessionReply("clb-1", Answer.DECLINED, NOW + timedelta(hours=1))
    assert both.replied(later).replied(comes).replies == (for_school, later)
    with pytest.raises(InvalidField):
        both.replied(SessionReply("somebody", Answer.ACCEPTED, NOW))
    with pytest.raises(IllegalTransition):
        both.cancelled().replied(comes)
    others = both.calling([]).told_since(both, "-")
    assert (others.replies, others.moved_in, others.ical_sequence) == (both.replies, 0, 1)
    moved = both.changed(place="Zaal 2").told_since(both, "-")
    assert (moved.replies, moved.moved_in) == ((), 1)
    assert moved.replied(comes, 0) is moved
    assert moved.replied(comes, 1).replies == (comes,)
