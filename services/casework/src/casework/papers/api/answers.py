"""What is answered about papers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from casework.domain.paper import PaperField
from shared.domain.roles import Role


class PaperKindAnswer(BaseModel):
    """A kind of paper that the caller can make of the case now."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    kind: str
    version: int
    """The version of its text."""
    title: str
    """What people call it."""
    audiences: list[Role]
    """The roles it can be for, one of them as `for`; empty for a paper that is for nobody of the system."""
    required: list[PaperField]
    """What has to be typed."""
    optional: list[PaperField]
    """What can be typed."""


class MadePaperAnswer(BaseModel):
    """A paper that was made of the case."""

    model_config = ConfigDict(use_attribute_docstrings=True, serialize_by_alias=True, validate_by_name=True)

    paper_id: UUID
    """The paper."""
    kind: str
    version: int
    """The version of its text."""
    at: datetime
    by: str
    for_: Role | None = Field(alias="for")
    """The role it was made for; null for a paper that is for nobody of the system."""
    kept_until: date | None
    """The last day on which it can be printed again; null for a paper that is not kept, or no longer."""


class PapersAnswer(BaseModel):
    """The papers of a case: which can be made now, and which were made, the newest in front."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    can_be_made: list[PaperKindAnswer]
    """Those that the caller can make of the case as it stands."""
    made: list[MadePaperAnswer]
    """Those that were made; a preview is not among them."""


class PaperAnswer(BaseModel):
    """A paper as data: what its PDF says."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    paper_id: UUID | None
    """The paper; null for a preview, which is not recorded."""
    kind: str
    version: int
    """The version of its text."""
    title: str
    """What people call it."""
    content: dict[str, Any]
    """What it says, by its kind."""
