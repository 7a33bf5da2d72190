"""A term of two weeks at two schools, as it is stored, that the tests of plans change."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from consultation.domain.contact import Contact
from consultation.domain.meeting_kind import CARE_MEETING, MeetingKind, MeetingRules
from consultation.domain.planning_rules import PlanningRules
from consultation.domain.room import Room
from consultation.domain.school_time import half_days_by
from consultation.domain.urgency import AgendaRules, EmptySession, Meets, Urgency
from consultation.domain.wanted import BookedRoom, Participant, Slot
from consultation.domain.weekly_hours import parse_weekly
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.meetings.domain.states import Status
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.meetings_to_place import MeetingsToPlace
from consultation.plans.domain.people import People
from consultation.plans.domain.places_of_term import PlacesOfTerm
from consultation.plans.domain.sessions_to_place import SessionsToPlace
from consultation.plans.domain.stored_term import StoredTerm
from consultation.series.domain.rhythm import Rhythm
from consultation.series.domain.series import Series, SeriesDetails
from consultation.testing.factories import (
    LENGTH,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    STEP,
    TUESDAY,
    case_id,
    contact,
    proposed,
    slot,
)
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role

LAST = MONDAY + timedelta(days=11)
PLACE = "Zorglokaal"
SITE = "zorglokaal"
HOURS = parse_weekly("; ".join(f"{weekday} 08:30-15:00" for weekday in range(1, 6)))
COUNSELLOR, WORKER = Participant("counsellor-1", Role.COUNSELLOR, True), Participant("worker-1", Role.CASEWORKER, True)
SESSIONS = Urgency(case_type="truancy", meets=Meets.SESSION, minutes=20)


def people() -> list[Contact]:
    """A counsellor of the school and a caseworker for all schools."""
    return [contact("counsellor-1", schools=(SCHOOL,)), contact("worker-1", Role.CASEWORKER)]


def rules(*, in_person: frozenset[Role] = frozenset(), **planning: Any) -> MeetingRules:
    kind = MeetingKind(
        meeting_type=CARE_MEETING,
        title="Zorgoverleg",
        required_roles=(Role.COUNSELLOR, Role.CASEWORKER),
        optional_roles=(),
        length=LENGTH,
        hours=HOURS,
        place="School {school}",
        in_person=in_person,
    )
    return MeetingRules({CARE_MEETING: kind}, STEP, planning=PlanningRules(**planning))


def stored(**fields: Any) -> StoredTerm:
    series = fields.get("series", ())
    half_days = half_days_by(flemish_calendar)
    about = {
        "asked": AskedPlan(first=MONDAY, last=LAST),
        "now": NOW,
        "first": MONDAY,
        "rules": rules(),
        "agendas": AgendaRules(urgencies=(SESSIONS,), told_before=2, empty=EmptySession.KEEP),
        "contacts": people(),
        "rooms": (),
        "booked": (),
        "waiting": (),
        "cases": {},
        "series": series,
        "fixed_for": {row.series_id: frozenset() for row in series},
        "half_days": {SCHOOL: half_days, OTHER_SCHOOL: half_days},
    }
    return StoredTerm(**{**about, **fields})


def room(room_id: str, seats: int = 6, **fields: Any) -> Room:
    return Room(room_id=room_id, name=f"Lokaal {room_id}", site=PLACE, seats=seats, **fields)


def booked_room(room_id: str) -> BookedRoom:
    return BookedRoom(room_id, f"{PLACE}, Lokaal {room_id}")


def taking(day: date, clock: str, minutes: int = 45, **fields: Any) -> Slot:
    """The counsellor and the caseworker at a time."""
    return Slot(slot(day, clock, minutes), **{"participants": (COUNSELLOR, WORKER), **fields})


def a_booking(day: date = TUESDAY, clock: str = "10:00", minutes: int = 45, **fields: Any) -> Meeting:
    """A single meeting that has a time, with the counsellor and the caseworker."""
    about = {"slot": taking(day, clock, minutes), "status": Status.SCHEDULED, "holds_place": True}
    return proposed(**{**about, **fields})


def known(number: int, standing: Standing = Standing.OPEN, **fields: Any) -> dict[UUID, KnownCase]:
    """The case of this number, by its id."""
    case = KnownCase(case_id=case_id(number), reference=f"SP-2026-{number:06}", standing=standing, sequence=1, **fields)
    return {case.case_id: case}


def a_series(number: int = 9, *, first_on: date = TUESDAY, at: str = "10:00", **details: Any) -> Series:
    """A series of every second week."""
    about = {
        "title": "Zorgoverleg",
        "meeting_type": CARE_MEETING,
        "school": SCHOOL,
        "other_schools": (),
        "rhythm": Rhythm(first_on=first_on, at=time.fromisoformat(at), every_weeks=2),
        "length": timedelta(hours=1),
        "place": PLACE,
        "required_roles": (Role.COUNSELLOR, Role.CASEWORKER),
        "optional_roles": (),
    }
    return Series(
        series_id=UUID(int=number), details=SeriesDetails(**{**about, **details}), created_at=NOW, changed_at=NOW
    )


def placing(term: StoredTerm) -> MeetingsToPlace:
    return MeetingsToPlace(term, People(term), PlacesOfTerm(term))


def sessions(term: StoredTerm) -> SessionsToPlace:
    return SessionsToPlace(term, People(term), PlacesOfTerm(term))


def told(session: Meeting) -> Meeting:
    """This session once its agenda was told."""
    assert session.session
    return replace(session, session=replace(session.session, agenda_told_at=NOW))
