"""What casework answers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from casework.domain.notice import NoticeAnswer, NoticeStatus
from casework.domain.states import Action, Status
from casework.domain.vocabulary import AttentionReason, ContactMeans, ContactParty, MeetingStatus
from casework.domain.watch import CriterionKind
from shared.domain.half_days import HalfDay
from shared.domain.patterns import worded
from shared.domain.roles import Role


class SignalAnswer(BaseModel):
    """A level the case had; ``status`` says whether it holds."""

    signal_id: UUID
    level: int
    count: int
    school_year: str
    rule: str
    rule_version: int
    reached_on: date
    status: Annotated[str, Field(pattern=worded("^(standing|withdrawn)$", "standing or withdrawn"))]


class GapAnswer(BaseModel):
    """That no enrolment of the child was known; ``found`` when an enrolment is known after all."""

    signal_id: UUID
    school_year: str
    reference_date: date
    status: Annotated[str, Field(pattern=worded("^(missing|found)$", "missing or found"))]


class GroundAnswer(BaseModel):
    """What the case rests on: what it is, the id of what was said, since when, and whether it holds."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    kind: str
    id: UUID
    since: date
    stands: bool
    contact: str | None
    """Of a report, the counsellor who can be spoken to about it; null where nobody was named."""


class AttentionAnswer(BaseModel):
    """That a care meeting no longer fits, or is past and not completed: since when, and why."""

    since: datetime
    reasons: list[AttentionReason]


class MeetingAnswer(BaseModel):
    """A care meeting about the case; ``attention`` is null when nothing about it asks for somebody."""

    meeting_id: UUID
    status: MeetingStatus
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    attention: AttentionAnswer | None


class HalfDayAnswer(BaseModel):
    """A problematic half day that counted."""

    date: date
    half_day: HalfDay
    school: str


class CaseNoticeAnswer(BaseModel):
    """A notice to one receiver about the case or its meeting; ``answer`` is null until the receiver answers."""

    template: str
    recipient_role: Role
    status: NoticeStatus
    answer: NoticeAnswer | None


class ClosureAnswer(BaseModel):
    """A closure that waits for a coordinator's answer. Who asked can't answer."""

    asked_at: datetime
    """When it was asked."""
    asked_by: str
    """Who asked: a contact's id, or the `sub` of a token."""
    outcome: str
    """How the case would end."""
    causes: list[str] | None
    """What would be named as behind it; null when nothing was named."""
    reason: str | None

    model_config = ConfigDict(use_attribute_docstrings=True)


class TermAnswer(BaseModel):
    """A term that counts for the case as it stands; a local agreement."""

    term: str
    """`respond-by`, or the state whose term it is."""
    due_on: date
    """Its last day."""
    overdue: bool
    """Whether that day has passed."""
    escalated: bool
    """Whether it has passed for so long that the coordinator was told."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class CriterionAnswer(BaseModel):
    """Something that attendance watches."""

    kind: CriterionKind
    """What is watched."""
    school_weeks: int
    """For how many whole school weeks."""
    rate: float | None
    """Of `rate-above` the share; else null."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class WatchAnswer(BaseModel):
    """What attendance watches."""

    asked_on: date
    """The day it was asked: from the day after on is watched."""
    criteria: list[CriterionAnswer]
    """What has to hold."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class ContactAttemptsAnswer(BaseModel):
    """How often a party of the case was tried to be reached."""

    party: ContactParty
    """The other party."""
    attempts: int
    """All contacts with the party, and attempts at it."""
    reached: int
    """How many of these reached the party."""
    last: date
    """The last day of all."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class CaseAnswer(BaseModel):
    """A case. Names are null where the caller may not see them or they are not known.

    ``level`` and ``count`` are by ``rule`` in ``level_school_year``, which may be later than the case's own
    ``school_year``. All four are null for a case by hand.

    ``class`` is the pupil's at ``school``; null when it is not known. ``half_days`` are those that counted when the
    level was said last. ``half_days`` and ``notices`` are null for a youth coach; a CLB sees the notices it got itself.

    ``hand_over_by`` is the last day to hand a transferred case over to ``school``. It is null without such a term, and
    once that day has passed.

    ``grounds`` are what the case rests on, whatever its type. A field that a type of case does not have is null or
    empty. A case of type ``not-enrolled`` is at no school: ``school`` and ``pupil`` are null. It has ``enrolment_gaps``
    in place of ``signals``, and ``respond_by`` is null as long as no term is set.

    ``checks`` are the answers of the assessment, null before it; ``causes`` are what is behind the case, as it was said
    last. ``contact_attempts`` count the contacts by party. ``actions`` are what the caller can do to the case now.
    ``checks``, ``causes``, ``closure`` and ``contact_attempts`` are null or empty for who does not act on the case.

    ``watch`` is what attendance watches while the case is followed from a distance; else null. All of it held on
    ``closure_proposed_since``: whoever has the case closes it, or resumes. It is null until then, and once it is done.
    """

    case_id: UUID
    reference: str
    case_type: str
    status: Status
    level: int | None
    count: int | None
    rule: str | None
    level_school_year: str | None
    person_id: UUID
    given_name: str | None
    family_name: str | None
    school: str | None
    school_name: str | None
    pupil: str | None
    class_: Annotated[str | None, Field(alias="class")]
    school_year: str
    assignee: str | None
    opened_at: datetime
    respond_by: date | None
    hold_until: date | None
    hand_over_by: date | None
    outcome: str | None
    ended_at: datetime | None
    merged_into: UUID | None
    grounds: list[GroundAnswer]
    signals: list[SignalAnswer]
    enrolment_gaps: list[GapAnswer]
    meetings: list[MeetingAnswer]
    half_days: list[HalfDayAnswer] | None
    notices: list[CaseNoticeAnswer] | None
    checks: dict[str, bool] | None
    causes: list[str]
    closure: ClosureAnswer | None
    terms: list[TermAnswer]
    watch: WatchAnswer | None
    closure_proposed_since: date | None
    contact_attempts: list[ContactAttemptsAnswer]
    actions: list[Action]
    version: int


class ReportAnswer(BaseModel):
    """That a concern came in."""

    report_id: UUID
    """The report."""
    received_at: datetime
    """When it came in."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class CaseContactAnswer(BaseModel):
    """A contact about the case."""

    case_contact_id: UUID
    on: date
    party: ContactParty
    means: ContactMeans
    text: str
    at: datetime
    by: str
    reached: bool
