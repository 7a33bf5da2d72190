"""Rows of a case and its parts, to and from the domain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from operator import itemgetter
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
_fields_of = itemgetter(*_CASE_FIELDS)
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
    values = dict(zip(_CASE_FIELDS, _fields_of(columns), strict=True))
    for name in ("held_from", "proposed_from"):
        if values[name]:
            values[name] = Status(values[name])
    values["school_year"] = SchoolYear.parse(values["school_year"])
    values["told_years"] = frozenset(map(SchoolYear.parse, columns["told_years"]))
    values["status"] = Status(values["status"])
    values["opened_at"] = local(values["opened_at"])
    values["ended_at"] = local(values["ended_at"]) if values["ended_at"] else None
    values["causes"] = tuple(values["causes"])
    values["closure"] = _closure(values["closure"]) if values["closure"] else None
    values["watch"] = _watch(values["watch"]) if values["watch"] else None
    values["terms"] = tuple(map(_term, values["terms"]))
    return values


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


def to_meeting(columns: Iterable[Any]) -> Meeting:
    """A meeting of its ``MEETING_COLUMNS``."""
    meeting_id, status, sequence, starts_at, ends_at, place, since, reasons, has_other_case, is_session = columns
    return Meeting(
        meeting_id,
        MeetingStatus(status),
        sequence,
        starts_at=local(starts_at) if starts_at else None,
        ends_at=local(ends_at) if ends_at else None,
        place=place,
        attention=_attention(since, reasons) if since else None,
        has_other_case=has_other_case,
        is_session=is_session,
    )


def _attention(since: datetime, reasons: Sequence[str]) -> Attention:
    return Attention(local(since), tuple(AttentionReason(reason) for reason in reasons))


def local(moment: datetime) -> datetime:
    """A moment in Europe/Brussels."""
    return moment.astimezone(BRUSSELS)
