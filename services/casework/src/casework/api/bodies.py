"""What requests to casework bring."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from casework.domain.vocabulary import ContactMeans, ContactParty
from casework.domain.watch import MOST_CRITERIA, MOST_SCHOOL_WEEKS, CriterionKind
from shared.contracts.fields import ContactId, PupilNumber, SchoolNumber, Slug
from shared.contracts.moments import IsoDate
from shared.domain.patterns import worded

FreeText = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=2000,
        pattern=worded(r"^[^\x00-\x08\x0b-\x1f\x7f]*$", "text without control characters"),
    ),
]
"""A few sentences, 1 to 2,000 characters. Kept in the database alone."""

_WORKER_NAME = worded(r"^[^\x00-\x1f\x7f]{1,255}$", "1 to 255 characters, none of them a control character")
WorkerName = Annotated[str, Field(pattern=_WORKER_NAME, examples=["caseworker-1"])]
"""The id of a contact, or the ``sub`` of a token; upper and lower case differ."""


class Body(BaseModel):
    """What a request brings."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class OpenCaseBody(Body):
    """A case to open by hand: for a person, for a pupil in a school's register, or because of an early signal."""

    case_type: Slug
    person_id: UUID | None = None
    school: SchoolNumber | None = None
    pupil: PupilNumber | None = None
    signal_id: UUID | None = None
    """The early signal that is accepted, of a type of case that early signals open; it says who the case is about."""
    reason: FreeText


class ReportBody(Body):
    """A concern about a pupil; what can be said is a code, and no text."""

    case_type: Slug
    """A type of case that reports open."""
    school: SchoolNumber
    pupil: PupilNumber
    code: Slug
    """What it is, by the list of the type of case."""
    contact: ContactId | None = None
    """The counsellor of that school who can be spoken to about it; of a counsellor who reports, the counsellor."""


class AssignBody(Body):
    """Who gets the case: a contact with role caseworker, coordinator or youth coach, or the ``sub`` of a token used
    here.
    """

    assignee: WorkerName


class HoldBody(Body):
    """Up to and with which day, and why."""

    until: IsoDate
    reason: FreeText


class ReasonBody(Body):
    """Why."""

    reason: FreeText


class TransferBody(Body):
    """To which school, with the pupil's register number there, and why."""

    school: SchoolNumber
    pupil: PupilNumber
    reason: FreeText


class CriterionBody(Body):
    """Something that attendance watches."""

    kind: CriterionKind
    """`no-new-problematic-half-day`, or `rate-above`: a greater share of the planned half days than `rate` attended."""
    school_weeks: Annotated[int, Field(strict=True, ge=1, le=MOST_SCHOOL_WEEKS)]
    """For how many whole school weeks; a local agreement."""
    rate: Annotated[float | None, Field(ge=0, lt=1)] = None
    """Of `rate-above` the share; a local agreement."""


class MonitorBody(Body):
    """What attendance watches while the case is followed from a distance."""

    criteria: Annotated[list[CriterionBody], Field(min_length=1, max_length=MOST_CRITERIA)]
    """All of them have to hold; the first that does not hold brings the case back to work."""


Causes = Annotated[list[Slug], Field(max_length=50)]
"""Words of the list of causes of the type of case."""


class AssessBody(Body):
    """What was found before work begins."""

    checks: Annotated[dict[str, StrictBool], Field(max_length=50)] = {}
    """Questions of the checklist of the type of case, each answered by yes or no. They join what was answered."""
    causes: Causes | None = None
    """What is behind it, by the list of the type of case; absent leaves what was named before."""


class CloseBody(Body):
    """With which outcome, and why."""

    outcome: Slug
    reason: FreeText | None = None
    """Why; required unless the type of case says otherwise, and refused where it says that its closure has no text."""
    causes: Causes | None = None
    """What was behind it, by the list of the type of case; required where the type says so."""


class ApproveBody(Body):
    """Whether the case may be closed as it was asked, and why."""

    approved: StrictBool
    """True closes the case; false leaves it open."""
    reason: FreeText


class TaskBody(Body):
    """Something to do, with the person who does it (see assign) and the day by which it is done."""

    text: FreeText
    owner: WorkerName
    due: IsoDate


class ContactBody(Body):
    """A contact about the case, or an attempt at it; ``on`` is its day."""

    on: IsoDate
    party: ContactParty
    means: ContactMeans
    text: FreeText
    reached: StrictBool = True
    """Whether the party was reached."""
