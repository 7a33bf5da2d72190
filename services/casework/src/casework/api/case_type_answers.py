"""What casework answers about its types of case."""

from pydantic import BaseModel, ConfigDict

from casework.domain.states import Action, Status
from casework.domain.vocabulary import OpenedBy, RequiredField
from shared.domain.roles import Role

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)


class WordAnswer(BaseModel):
    """A word of a closed list."""

    model_config = _DESCRIBED

    code: str
    """As requests and answers have it."""
    text: str
    """What it says in Dutch."""


class MeetingOfTypeAnswer(BaseModel):
    """The meeting that a type of case has."""

    model_config = _DESCRIBED

    meeting_type: str
    required_roles: list[Role]
    """The roles that have to be there."""
    optional_roles: list[Role]
    """The roles that take part when they are free."""


class CaseTypeAnswer(BaseModel):
    """The definition of a type of case."""

    model_config = _DESCRIBED

    case_type: str
    text: str
    """Its name in Dutch."""
    version: int
    """Rises when the definition changes."""
    prefix: str
    """How its references begin."""
    at_school: bool
    """Whether it is about a pupil of a school; else about a person."""
    opened_by: list[OpenedBy]
    """What opens such a case."""
    states: list[Status]
    """Where such a case can stand."""
    actions: list[Action]
    """What can be done to such a case, in one state or another."""
    outcomes: list[WordAnswer]
    """How it can end by hand."""
    causes: list[WordAnswer]
    """What can be behind it; empty when the type has no such list."""
    weight: int
    """How much such a case adds to the load of whoever has it: a local agreement."""
    weights: dict[Status, int]
    """The states in which it weighs otherwise."""
    checks: list[WordAnswer]
    """The questions of the assessment, each answered by yes or no."""
    report_codes: list[WordAnswer]
    """What can be reported; empty when nothing opens such a case by a report."""
    assessment_requires: list[RequiredField]
    """What the assessment has to bring."""
    closure_requires: list[RequiredField]
    """What a closure has to bring, beside the outcome."""
    closure_takes_reason: bool
    """Whether a closure can have a reason; some types have no text about children."""
    closure_needs_approval: bool
    """Whether a coordinator answers before such a case is closed."""
    respond_by_school_days: int | None
    """School days to begin with such a case; null without a term."""
    terms: dict[Status, int]
    """School days that such a case should stay in a state at most; a local agreement."""
    seen_by: list[Role]
    """The roles that see such cases at their own schools, beside caseworkers and coordinators."""
    acted_on_by: list[Role]
    """The roles that act on such cases which were given to them, beside caseworkers and coordinators."""
    trajectory: bool
    """Whether a youth coach writes a trajectory down for such a case."""
    meeting: MeetingOfTypeAnswer | None
    """The meeting about such cases; null without."""
