"""People, schools and meetings that tests plan with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from consultation.domain.availability import ALWAYS, Availability
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS, moment
from consultation.domain.school_time import SchoolTime, half_days_by
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.domain.weekly_hours import parse_weekly
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem, Session
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.settings import SCHOOL_HOURS
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.domain.school_calendar import CalendarOf

SCHOOL, OTHER_SCHOOL = "125001", "125002"
MONDAY = date(2026, 11, 16)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in range(1, 5))
NOW = datetime(2026, 11, 13, 16, tzinfo=BRUSSELS)
LENGTH = timedelta(minutes=45)
STEP = timedelta(minutes=5)


def contact(
    contact_id: str, role: Role = Role.COUNSELLOR, availability: Availability = ALWAYS, **details: Any
) -> Contact:
    return Contact(contact_id, ContactDetails(name="Els Voorbeeld", role=role, **details), availability)


def diary(contact_id: str, role: Role = Role.COUNSELLOR, *, busy: Iterable[Interval] = (), **fields: Any) -> Diary:
    return Diary(contact(contact_id, role, **fields), tuple(busy))


def caseworker(contact_id: str = "worker", **fields: Any) -> Diary:
    return diary(contact_id, Role.CASEWORKER, **fields)


def weekly(text: str) -> Availability:
    return Availability(weekly=parse_weekly(text))


def at(day: date, clock: str) -> datetime:
    return moment(day, time.fromisoformat(clock))


def slot(day: date, clock: str, minutes: int = 45) -> Interval:
    return Interval(at(day, clock), at(day, clock) + timedelta(minutes=minutes))


def wanted(**fields: Any) -> Wanted:
    asked = {
        "school": SCHOOL,
        "required_roles": (Role.COUNSELLOR, Role.CASEWORKER),
        "optional_roles": (Role.CLB, Role.YOUTH_COACH),
        "not_before": MONDAY,
        "hold_by": MONDAY + timedelta(days=11),
    }
    return Wanted(**{**asked, **fields})


def school_time(
    hours: str = SCHOOL_HOURS,
    *,
    calendar_of: CalendarOf = flemish_calendar,
    step: timedelta = STEP,
    length: timedelta = LENGTH,
) -> SchoolTime:
    return SchoolTime(hours=parse_weekly(hours), length=length, step=step, half_days_on=half_days_by(calendar_of))


def planner(*diaries: Diary, time: SchoolTime | None = None) -> Planner:
    return Planner(time or school_time(), diaries)


def start_of(planned: Slot | None) -> str | None:
    """When a meeting begins on the clock in Brussels, such as `2026-11-16 08:30`; None without a slot."""
    return f"{planned.time.start.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" if planned else None


def ids_of(planned: Slot | None) -> list[str]:
    return [participant.contact_id for participant in planned.participants] if planned else []


def proposed(**fields: Any) -> Meeting:
    about = {"meeting_id": uuid4(), "case_ids": (uuid4(),), "wanted": wanted(), "place": "Zorglokaal"}
    return Meeting(**{**about, "created_at": NOW, "changed_at": NOW, **fields})


def a_slot(day: date = MONDAY, clock: str = "08:30", *contact_ids: str) -> Slot:
    people = contact_ids or ("counsellor-1",)
    return Slot(slot(day, clock), tuple(Participant(contact_id, Role.COUNSELLOR, True) for contact_id in people))


def agenda_item(number: int, **fields: Any) -> AgendaItem:
    """The case of this number on an agenda: it takes a quarter of an hour, and any day of two weeks will do."""
    about = {"case_id": case_id(number), "wanted": wanted(), "minutes": 15, "rank": 0, "asked_at": NOW}
    return AgendaItem(**{**about, **fields})


def a_session(*items: AgendaItem, day: date = TUESDAY, minutes: int = 60, **fields: Any) -> Meeting:
    """A session of a series at ten o'clock, planned, with these cases on its agenda."""
    time = slot(day, "10:00", minutes)
    session = Session(series_id=UUID(int=7), fixed_for=time.start, **fields)
    people = (Participant("counsellor-1", Role.COUNSELLOR, True), Participant("worker-1", Role.CASEWORKER, True))
    meeting = proposed(case_ids=(), session=session, wanted=wanted(not_before=day, hold_by=day))
    fixed = meeting.schedule(Slot(time, people), NOW).with_agenda(items, NOW)
    return replace(fixed, events=())


def case_id(number: int) -> UUID:
    return UUID(int=number)
