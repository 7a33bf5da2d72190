"""What the files of a type's folder may say, file by file. What it means: `CaseType`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from casework.domain.states import Action, Status
from casework.domain.vocabulary import OpenedBy, RequiredField
from shared.contracts.fields import Line, Slug
from shared.domain.roles import Role

_Term = Annotated[StrictInt, Field(ge=1)] | Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")]
"""School days, or the name of the setting that says how many."""

_WaitingState = Literal[Status.NEW, Status.ASSESSMENT, Status.ACTIVE, Status.ON_HOLD, Status.MONITORING]

_OpenState = Literal[
    Status.NEW,
    Status.ASSESSMENT,
    Status.ACTIVE,
    Status.ON_HOLD,
    Status.MONITORING,
    Status.WITHDRAWAL_PROPOSED,
]
_Weight = Annotated[StrictInt, Field(ge=0, le=100)]

_Reader = Literal[Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH]
_Assignee = Literal[Role.YOUTH_COACH]
"""The roles that can be given a case and do not act on every case."""

_Labels = Annotated[dict[Slug, Line], Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeetingTable(_Table):
    """``[meeting]``: the kind of meeting, and who takes part."""

    kind: Slug
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    at_once_for: frozenset[str]


class AssessmentTable(_Table):
    """``[assessment]``: what has to be answered; the questions are in ``checklist.toml``."""

    required: frozenset[RequiredField] = frozenset()


class ClosureTable(_Table):
    """``[closure]``: what has to be given, and whether a coordinator approves."""

    required: frozenset[RequiredField] = frozenset({RequiredField.REASON})
    approval: StrictBool = False


class TypeTable(_Table):
    """``type.toml``. Absent ``opened_by``: by its kinds of ground and by hand; absent ``actions``: every action."""

    name: Slug
    version: Annotated[StrictInt, Field(ge=1)] = 1
    prefix: Annotated[str, Field(pattern="^[A-Z]{2,4}$")]
    at_school: StrictBool
    opened_by: Annotated[frozenset[OpenedBy], Field(min_length=1)] | None = None
    actions: frozenset[Action] | None = None
    seen_by: frozenset[_Reader] = frozenset()
    acted_on_by: frozenset[_Assignee] = frozenset()
    discreet: StrictBool = False
    status_to_school: StrictBool = False
    trajectory: StrictBool = False
    respond_by: _Term | None = None
    terms: dict[_WaitingState, _Term] = {}
    weight: _Weight = 1
    weights: dict[_OpenState, _Weight] = {}
    fallen: Slug = "no-longer-holds"
    back: Slug = "holds-again"
    assessment: AssessmentTable = AssessmentTable()
    closure: ClosureTable = ClosureTable()
    meeting: MeetingTable | None = None


class _Outcomes(_Table):
    outcome: _Labels


class OutcomesTable(_Table):
    """``outcomes.toml``: how a case can end by hand."""

    words: _Outcomes


class _Causes(_Table):
    cause: dict[Slug, Line] = {}


class CausesTable(_Table):
    """``causes.toml``: the barriers (*oorzaken*) there may be, a closed list."""

    words: _Causes = _Causes()


class _Checks(_Table):
    check: dict[Slug, Line] = {}


class ChecklistTable(_Table):
    """``checklist.toml``: the questions of the assessment, each answered by yes or no."""

    words: _Checks = _Checks()


class _Reports(_Table):
    report: dict[Slug, Line] = {}


class ReportsTable(_Table):
    """``reports.toml``: what a school can report, as codes."""

    words: _Reports = _Reports()
