"""Rows of a case and its parts, to and from the domain."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.ground import Ground
from casework.domain.meeting import Attention, Meeting
from casework.domain.states import Status
from casework.domain.vocabulary import AttentionReason, MeetingStatus
from casework.storage.tables import case_record
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

# A column's name is a text of a kind of SQLAlchemy's own, which JSON refuses.
_CASE_FIELDS = [str(column.name) for column in case_record.columns if column.name not in {"case_type", "told_years"}]
_MEETING_FIELDS = ("meeting_id", "sequence", "starts_at", "ends_at", "place")


def case_values(case: Case) -> dict[str, Any]:
    """A case as the columns of its table."""
    return {name: getattr(case, name) for name in _CASE_FIELDS} | {
        "case_type": case.case_type.name,
        "school_year": str(case.school_year),
        "told_years": sorted(str(year) for year in case.told_years),
    }


def to_case(row: sa.Row[Any], case_type: CaseType, *, grounds: Iterable[Ground], meetings: Iterable[Meeting]) -> Case:
    """A case of its row, its type, what it rests on and its meetings."""
    return case_type.case(
        **_case(row),
        case_type=case_type,
        grounds={item.ground_id: item for item in grounds},
        meetings=tuple(meetings),
    )


def _case(row: sa.Row[Any]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in _CASE_FIELDS}
    optional_states = {name: Status(values[name]) for name in ("held_from", "proposed_from") if values[name]}
    return (
        values
        | optional_states
        | {
            "school_year": SchoolYear.parse(row.school_year),
            "told_years": frozenset(SchoolYear.parse(year) for year in row.told_years),
            "status": Status(row.status),
            "opened_at": local(row.opened_at),
            "ended_at": local(row.ended_at) if row.ended_at else None,
        }
    )


def meeting_values(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the columns of its table."""
    attention = meeting.attention
    return {name: getattr(meeting, name) for name in _MEETING_FIELDS} | {
        "status": meeting.status,
        "attention_since": attention.since if attention else None,
        "attention_reasons": list(attention.reasons) if attention else None,
    }


def to_meeting(row: sa.Row[Any]) -> Meeting:
    """A meeting of its row, which also says whether it has another open case."""
    values = {name: getattr(row, name) for name in _MEETING_FIELDS}
    times = {name: local(values[name]) for name in ("starts_at", "ends_at") if values[name]}
    states = {"status": MeetingStatus(row.status), "has_other_case": row.has_other_case}
    return Meeting(**values | times | states, attention=_attention(row))


def _attention(row: sa.Row[Any]) -> Attention | None:
    if row.attention_since is None:
        return None
    return Attention(local(row.attention_since), tuple(AttentionReason(reason) for reason in row.attention_reasons))


def local(moment: datetime) -> datetime:
    """A moment in Europe/Brussels."""
    return moment.astimezone(BRUSSELS)
