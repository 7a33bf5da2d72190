"""What casework answers of the work that waits."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casework.api.answering import case_values
from casework.api.answers import CaseAnswer
from casework.api.readers import Shown
from casework.domain.case import Case
from casework.domain.school_matter import MatterKind, SchoolMatter
from casework.domain.vocabulary import AttentionReason
from casework.domain.worklist import WorkItem, Worklist, WorkOf, WorkReason
from shared.domain.half_days import HalfDay


class MeetingReasonAnswer(BaseModel):
    """A meeting of the case that asks for somebody, why, and its day."""

    kind: Literal["meeting"]
    reason: AttentionReason
    meeting_id: UUID
    due: date


class WhyAnswer(BaseModel):
    """A reason why the case needs somebody, and the last day to act; null without such a day."""

    kind: WorkReason
    due: date | None


class SubjectAnswer(BaseModel):
    """What an item is about that is not about a case."""

    kind: MatterKind
    """A `class-question` is answered in attendance, by `POST /questions/{id}/answer`. An `early-signal` is accepted by
    `POST /cases`, or declined.
    """
    id: UUID
    """The question, the silence, or the early signal."""
    school: str
    """Institution number of the school."""
    since: date
    """The day of the half day that is asked about, the first day of the silence, or the day the signal came in."""
    half_day: HalfDay | None
    """The half day that is asked about; null for a silence and a signal."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class WorkItemAnswer(CaseAnswer):
    """A case to work on: when something is due, whether that day has passed, and why it needs somebody."""

    due: date | None
    """The earliest last day of its reasons."""
    overdue: bool
    """Whether that day has passed."""
    as_deputy: bool
    """Whether it is the case of an absent person that the caller stands in for."""
    reason: WorkReason
    """The most urgent reason."""
    why: list[WhyAnswer]
    """All reasons, the most urgent first."""
    reasons: list[MeetingReasonAnswer]
    """The meetings among them, with what is wrong with each."""
    subject: SubjectAnswer | None = None
    """Always null: this item is about a case."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class SubjectWorkAnswer(BaseModel):
    """Work that is not about a case."""

    case_id: UUID | None = None
    """Always null."""
    subject: SubjectAnswer
    """What it is about."""
    due: date | None
    """As of a case."""
    overdue: bool
    """As of a case."""
    reason: WorkReason
    """The most urgent reason."""
    why: list[WhyAnswer]
    """All reasons, the most urgent first."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class WorklistAnswer(BaseModel):
    """A page of the worklist."""

    items: list[WorkItemAnswer | SubjectWorkAnswer]
    """The most urgent first."""
    counts: dict[WorkReason, int]
    """How many items have each reason, on all pages; a reason without items is left out."""
    next: str | None
    """The cursor of the next page; null on the last page."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def worklist_values(
    worklist: Worklist, following: str | None, shown: Mapping[UUID, Shown], *, today: date
) -> dict[str, Any]:
    """The fields of ``WorklistAnswer``, with as much of each pupil as is handed over."""
    return {
        "items": [_item(item, shown, today=today, work_of=worklist.work_of) for item in worklist.items],
        "counts": {reason.value: number for reason, number in worklist.counts.items()},
        "next": following,
    }


def _item(item: WorkItem, shown: Mapping[UUID, Shown], *, today: date, work_of: WorkOf) -> dict[str, Any]:
    about, due = item.about, item.due
    overdue = due is not None and due < today
    why = [{"kind": why.reason, "due": why.due} for why in item.reasons]
    if isinstance(about, SchoolMatter):
        return {
            "case_id": None,
            "subject": _subject(about),
            "due": due,
            "overdue": overdue,
            "reason": item.reason,
            "why": why,
        }
    return case_values(about, shown[about.case_id]) | {
        "due": due,
        "overdue": overdue,
        "as_deputy": about.assignee in work_of.as_deputy,
        "reason": item.reason,
        "why": why,
        "reasons": _meeting_reasons(about),
        "subject": None,
    }


def _subject(matter: SchoolMatter) -> dict[str, Any]:
    return {
        "kind": matter.kind,
        "id": matter.matter_id,
        "school": matter.school,
        "since": matter.since,
        "half_day": matter.half_day,
    }


def _meeting_reasons(case: Case) -> list[dict[str, Any]]:
    return [
        {"kind": "meeting", "reason": reason, "meeting_id": meeting.meeting_id, "due": meeting.starts_at.date()}
        for meeting in case.meetings
        if meeting.attention and meeting.starts_at
        for reason in meeting.attention.reasons
    ]
