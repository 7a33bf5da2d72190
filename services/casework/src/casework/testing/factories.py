"""Levels and cases with sensible values; a test names only what it is about."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from casework.domain.case_type import CaseTypes
from casework.domain.events import CountedHalfDay
from casework.domain.terms import TermLengths, Terms
from casework.domain.timeline import Cause
from casework.types.registry import REGISTRY
from casework.types.truancy.case import TruancyCase
from casework.types.truancy.level import Level
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS)
THIS_YEAR = SchoolYear(2026)
LAST_YEAR = SchoolYear(2025)
PERSON = UUID("00000000-0000-7000-8000-000000000001")
OTHER_PERSON = UUID("00000000-0000-7000-8000-000000000002")
CASE_TYPES = CaseTypes(registered.case_type for registered in REGISTRY)
TRUANCY, NOT_ENROLLED = CASE_TYPES["truancy"], CASE_TYPES["not-enrolled"]
LENGTHS = TermLengths(respond_by={"truancy": 5})
TERMS = Terms(LENGTHS, flemish_calendar)
CAUSE = Cause(NOW, "attendance", "event-1")
BY_HAND = Cause(NOW, "cw-1")


def at(minutes: float) -> datetime:
    """A moment after NOW."""
    return NOW + timedelta(minutes=minutes)


def reached(level: int = 5, **fields: Any) -> Level:
    """What a level-reached event says."""
    return _signal(level, fields, said=True)


def withdrawn(of: Level, **fields: Any) -> Level:
    """What the level-withdrawn event of the same signal says, a moment later."""
    values = {
        "ground_id": of.ground_id,
        "person_id": of.person_id,
        "school_year": of.school_year,
        "school": of.school,
        "pupil": of.pupil,
        "count": of.level - 1,
        "counted_at": of.counted_at + timedelta(minutes=1),
        "sequence": of.sequence + 1,
    }
    return _signal(of.level, values | fields, taken_back=True)


def fallen(signal: Level) -> Level:
    """A signal that was reached and withdrawn."""
    return signal.joined(withdrawn(signal))


def new_case(**fields: Any) -> TruancyCase:
    """A case that nothing happened to yet."""
    values: dict[str, Any] = {
        "case_id": uuid4(),
        "reference": "SP-2026-000001",
        "case_type": TRUANCY,
        "person_id": PERSON,
        "school": "123456",
        "pupil": "P-1",
        "school_year": THIS_YEAR,
        "level_of_education": "secundair",
        "opened_at": NOW,
        "respond_by": date(2026, 11, 30),
    }
    return TruancyCase(**values | fields)


def opened(*levels: int, **fields: Any) -> TruancyCase:
    """A case with these levels; the first level opened it. Its collected events are thrown away."""
    case = new_case(**fields)
    first, *others = levels or (5,)
    case.open_by(reached(first), TERMS, CAUSE)
    for level in others:
        case.take(reached(level), CAUSE)
    return forgetful(case)


def forgetful(case: TruancyCase) -> TruancyCase:
    """The case as it is after it was saved."""
    case.events.clear()
    case.entries.clear()
    return case


def standing(case: TruancyCase, level: int) -> Level:
    """The standing signal of a level."""
    return next(item for item in case.levels.levels if item.level == level and item.stands)


def _signal(level: int, fields: dict[str, Any], **fact: bool) -> Level:
    day = date(2026, 11, 20)
    values: dict[str, Any] = {
        "ground_id": uuid4(),
        "person_id": PERSON,
        "school": "123456",
        "pupil": "P-1",
        "level_of_education": "secundair",
        "school_year": THIS_YEAR,
        "rule": "problematic-half-days",
        "rule_version": 1,
        "level": level,
        "count": level,
        "counted_at": NOW,
        "sequence": 1,
        "since": day,
        "half_days": (CountedHalfDay(day, HalfDay.AM, "123456"),),
    }
    return Level(**values | fields | fact)
