"""What requests about notes bring, and what they answer."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casework.api.bodies import Body, FreeText
from casework.domain.note import SeenNote
from casework.domain.visibility import Visibility


class NoteBody(Body):
    """A note."""

    text: FreeText
    visibility: Visibility = Visibility.TEAM
    """Who reads it: its author alone (`own`), whoever acts on the case (`team`), or all its readers (`partners`)."""


class NoteAnswer(BaseModel):
    """A note."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)

    note_id: UUID
    """The note."""
    at: datetime
    """When it was written."""
    by: str | None
    """Who wrote it; null for a note that is not for the caller, where the caller does not act on the case."""
    text: str | None
    """What it says; null for a note that is not for the caller."""
    visibility: Visibility
    """Who reads it."""
    version: int
    """Rises with each change: the `ETag` to change it by."""
    changed_at: datetime | None
    """When it was changed last; null for a note that never was."""


class NoteRevisionAnswer(BaseModel):
    """What a note said from a moment on."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)

    version: int
    """1 for the note as it was written."""
    at: datetime
    """From when on it said this."""
    text: str
    """What it said."""
    visibility: Visibility
    """Who read it then."""


def note_answer(note: SeenNote) -> NoteAnswer:
    """A note as the caller sees it."""
    return NoteAnswer.model_validate(note)
