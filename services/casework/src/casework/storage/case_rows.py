"""Rows of a case and its parts, to and from the domain."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.closure import Closure
from casework.domain.ground import Ground
from casework.domain.meeting import Attention, Meeting
from casework.domain.running_term import RunningTerm, TermStage
from casework.domain.states import Status
from casework.domain.vocabulary import AttentionReason, MeetingStatus
from casework.domain.watch import Criterion, CriterionKind, Watch
from casework.storage.tables import case_record
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

# A column's name is a text of a kind of SQLAlchemy's own, which JSON refuses.
_CASE_FIELDS = [
    str(column.name) for column in case_record.columns if column.name not in {"case_type", "told_years", "state_by"}
]
_MEETING_FIELDS = ("meeting_id", "sequence", "starts_at", "ends_at", "place", "is_session")


def case_values(case: Case) -> dict[str, Any]:
    """A case as the columns of its table."""
    return {name: getattr(case, name) for name in _CASE_FIELDS} | {
        "case_type": case.case_type.name,
        "school_year": str(case.school_year),
        "told_years": sorted(str(year) for year in case.told_years),
        "causes": list(case.causes),
        "closure": asdict(case.closure) if case.closure else None,
        "watch": asdict(case.watch) if case.watch else None,
        "terms": [asdict(term) for term in case.terms],
        "state_by": case.state_by,
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
    columns = row._mapping  # of a hundred rows with all columns, an attribute each takes longer than the statement
    values = {name: columns[name] for name in _CASE_FIELDS}
    for name in ("held_from", "proposed_from"):
        if values[name]:
            values[name] = Status(values[name])
    return values | {
        "school_year": SchoolYear.parse(values["school_year"]),
        "told_years": frozenset(SchoolYear.parse(year) for year in columns["told_years"]),
        "status": Status(values["status"]),
        "opened_at": local(values["opened_at"]),
        "ended_at": local(values["ended_at"]) if values["ended_at"] else None,
        "causes": tuple(values["causes"]),
        "closure": _closure(values["closure"]) if values["closure"] else None,
        "watch": _watch(values["watch"]) if values["watch"] else None,
        "terms": tuple(map(_term, values["terms"])),
    }


def _closure(values: Mapping[str, Any]) -> Closure:
    causes = values["causes"]
    asked_at = local(datetime.fromisoformat(values["asked_at"]))
    return Closure(**{**values, "asked_at": asked_at, "causes": None if causes is None else tuple(causes)})


def _term(values: Mapping[str, Any]) -> RunningTerm:
    days = {name: date.fromisoformat(values[name]) for name in ("due_on", "soon_on", "escalate_after") if values[name]}
    return RunningTerm(values["name"], **days, stage=TermStage(values["stage"]))


def _watch(values: Mapping[str, Any]) -> Watch:
    criteria = (Criterion(**item | {"kind": CriterionKind(item["kind"])}) for item in values["criteria"])
    return Watch(date.fromisoformat(values["asked_on"]), tuple(criteria))


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
