"""What requests to casework bring."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from casework.domain.vocabulary import ContactMeans, ContactParty
from shared.contracts.fields import PupilNumber, SchoolNumber, Slug
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
    """A case to open by hand: for a person, or for a pupil in a school's register."""

    case_type: Slug
    person_id: UUID | None = None
    school: SchoolNumber | None = None
    pupil: PupilNumber | None = None
    reason: FreeText


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


class CloseBody(Body):
    """With which outcome, and why."""

    outcome: Slug
    reason: FreeText


class NoteBody(Body):
    """A note."""

    text: FreeText


class TaskBody(Body):
    """Something to do, with the person who does it (see assign) and the day by which it is done."""

    text: FreeText
    owner: WorkerName
    due: IsoDate


class ContactBody(Body):
    """A contact about the case; ``on`` is its day."""

    on: IsoDate
    party: ContactParty
    means: ContactMeans
    text: FreeText
