"""Rows of a case and its parts, to and from the domain."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from casework.domain.case import Case
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.meeting import Attention, Meeting
from casework.domain.not_enrolled_case import NotEnrolledCase
from casework.domain.signal import ProblematicHalfDay, Signal
from casework.domain.states import Status
from casework.domain.truancy_case import TruancyCase
from casework.domain.vocabulary import AttentionReason, CaseType, MeetingStatus, Outcome
from casework.storage.tables import case_record, signal
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

_CASE_FIELDS = [column.name for column in case_record.columns if column.name != "told_years"]
_SIGNAL_FIELDS = [column.name for column in signal.columns if column.name != "case_id"]
_GAP_FIELDS = [field.name for field in fields(EnrolmentGap)]
_MEETING_FIELDS = ("meeting_id", "sequence", "starts_at", "ends_at", "place")


def case_values(case: Case) -> dict[str, Any]:
    """A case as the columns of its table."""
    told_years = case.told_years if isinstance(case, TruancyCase) else ()
    return {name: getattr(case, name) for name in _CASE_FIELDS} | {
        "school_year": str(case.school_year),
        "told_years": sorted(str(year) for year in told_years),
    }


def to_truancy_case(row: sa.Row[Any], signals: list[Signal], meetings: tuple[Meeting, ...]) -> TruancyCase:
    """A truancy case of its row, signals and meetings."""
    return TruancyCase(
        **_case(row),
        signals={item.signal_id: item for item in signals},
        meetings=meetings,
        told_years=frozenset(SchoolYear.parse(year) for year in row.told_years),
    )


def to_not_enrolled_case(row: sa.Row[Any], gaps: list[EnrolmentGap]) -> NotEnrolledCase:
    """The case of a child that is not enrolled, of its row and gaps."""
    return NotEnrolledCase(**_case(row), gaps={item.signal_id: item for item in gaps})


def _case(row: sa.Row[Any]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _CASE_FIELDS}
    optional_states = {name: Status(values[name]) for name in ("held_from", "proposed_from") if values[name]}
    return (
        values
        | optional_states
        | {
            "case_type": CaseType(row.case_type),
            "school_year": SchoolYear.parse(row.school_year),
            "status": Status(row.status),
            "outcome": Outcome(row.outcome) if row.outcome else None,
            "opened_at": local(row.opened_at),
            "ended_at": local(row.ended_at) if row.ended_at else None,
        }
    )


def signal_values(item: Signal) -> dict[str, Any]:
    """A signal as the columns of its table, without its case."""
    values = {field.name: getattr(item, field.name) for field in fields(Signal)}
    half_days = [asdict(half_day) | {"date": half_day.date.isoformat()} for half_day in item.half_days]
    return values | {"school_year": str(item.school_year), "half_days": half_days}


def to_signal(row: sa.Row[Any]) -> Signal:
    """A signal of its row."""
    values = {name: getattr(row, name) for name in _SIGNAL_FIELDS}
    half_days = tuple(
        ProblematicHalfDay(datetime.fromisoformat(item["date"]).date(), HalfDay(item["half_day"]), item["school"])
        for item in row.half_days
    )
    return Signal(**values | {"school_year": SchoolYear.parse(row.school_year), "half_days": half_days})


def gap_values(item: EnrolmentGap) -> dict[str, Any]:
    """A gap as the columns of its table, without its case."""
    return asdict(item) | {"school_year": str(item.school_year)}


def to_gap(row: sa.Row[Any]) -> EnrolmentGap:
    """A gap of its row."""
    values = {name: getattr(row, name) for name in _GAP_FIELDS}
    return EnrolmentGap(**values | {"school_year": SchoolYear.parse(row.school_year)})


def meeting_values(told: Meeting) -> dict[str, Any]:
    """A meeting as the columns of its table."""
    attention = told.attention
    return {name: getattr(told, name) for name in _MEETING_FIELDS} | {
        "status": told.status,
        "attention_since": attention.since if attention else None,
        "attention_reasons": list(attention.reasons) if attention else None,
    }


def to_meeting(row: sa.Row[Any]) -> Meeting:
    """A meeting of its row, which also says whether it has another open case."""
    values = {name: getattr(row, name) for name in _MEETING_FIELDS}
    times = {name: local(values[name]) for name in ("starts_at", "ends_at") if values[name]}
    told = {"status": MeetingStatus(row.status), "has_other_case": row.has_other_case}
    return Meeting(**values | times | told, attention=_attention(row))


def _attention(row: sa.Row[Any]) -> Attention | None:
    if row.attention_since is None:
        return None
    return Attention(local(row.attention_since), tuple(AttentionReason(reason) for reason in row.attention_reasons))


def local(moment: datetime) -> datetime:
    """A moment in Europe/Brussels."""
    return moment.astimezone(BRUSSELS)
