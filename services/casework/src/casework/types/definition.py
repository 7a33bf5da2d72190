"""Reads the definition of a type of case: the files in its folder, and what they have to say together.

``type.toml`` and ``outcomes.toml`` are always there; ``causes.toml``, ``checklist.toml``, ``reports.toml`` and
``words.toml`` where the type has any of that.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from casework.domain.case import Case
from casework.domain.case_type import CaseType, MeetingOfType
from casework.domain.ground import Ground
from casework.domain.states import Action, Status
from casework.domain.terms import TermLengths
from casework.domain.vocabulary import OpenedBy, RequiredField
from casework.types.tables import CausesTable, ChecklistTable, OutcomesTable, ReportsTable, TypeTable
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.roles import Role
from shared.messaging.subscriptions import On
from shared.runtime.clock import Clock

EventsIn = Callable[[CaseType, Clock, TermLengths], Sequence[On[CaseworkUnitOfWork]]]
"""Makes the handlers of the events that bring grounds of a type."""

_Read = TypeVar("_Read", bound=BaseModel)

_WITHOUT_GROUND = frozenset({OpenedBy.HAND, OpenedBy.REFERRAL})
_TABLES = ("outcomes.toml", "causes.toml", "checklist.toml", "reports.toml", "words.toml")


class DefinitionError(Exception):
    """A definition that does not hold; the text names the file and every field that is wrong."""


@dataclass(frozen=True, slots=True)
class RegisteredType:
    """A type of case with the events that bring its grounds, and the tables of its Dutch words."""

    case_type: CaseType
    events_in: EventsIn
    words: tuple[Path, ...]


def _no_events(_case_type: CaseType, _clock: Clock, _lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    return ()


def case_type(
    folder: Path, *, case: type[Case] = Case, grounds: tuple[type[Ground], ...] = (), events_in: EventsIn = _no_events
) -> RegisteredType:
    """The type of case in a folder. Code is given where it has a new kind of ground, or more that is its own.

    Raises DefinitionError.
    """
    table = _read(folder / "type.toml", TypeTable)
    kinds = frozenset(OpenedBy(ground.kind) for ground in grounds if ground.kind in set(OpenedBy))
    opened_by = kinds | {OpenedBy.HAND} if table.opened_by is None else table.opened_by
    definition = CaseType(
        name=table.name,
        prefix=table.prefix,
        case=case,
        grounds=grounds,
        outcomes=tuple(_read(folder / "outcomes.toml", OutcomesTable).words.outcome),
        at_school=table.at_school,
        seen_by=table.seen_by,
        respond_by=table.respond_by,
        fallen=table.fallen,
        back=table.back,
        meeting=MeetingOfType(**dict(table.meeting)) if table.meeting else None,
        version=table.version,
        opened_by=opened_by,
        actions=frozenset(Action) if table.actions is None else table.actions,
        acted_on_by=table.acted_on_by,
        terms={Status(status): term for status, term in table.terms.items()},
        checks=tuple(_read_if_there(folder / "checklist.toml", ChecklistTable).words.check),
        causes=tuple(_read_if_there(folder / "causes.toml", CausesTable).words.cause),
        report_codes=tuple(_read_if_there(folder / "reports.toml", ReportsTable).words.report),
        assessment_requires=table.assessment.required,
        closure_requires=table.closure.required,
        approval=table.closure.approval,
        discreet=table.discreet,
        status_to_school=table.status_to_school,
        trajectory=table.trajectory,
        weight=table.weight,
        weights={Status(status): weight for status, weight in table.weights.items()},
    )
    if mistakes := list(_contradictions(definition, kinds)):
        raise DefinitionError(f"{folder.name}/type.toml: {'; '.join(mistakes)}")
    words = tuple(folder / name for name in _TABLES if (folder / name).exists())
    return RegisteredType(definition, events_in, words)


def _contradictions(definition: CaseType, kinds: frozenset[OpenedBy]) -> Iterator[str]:
    """What is wrong between the parts of a definition: the field, and why."""
    for kind in sorted((kinds ^ definition.opened_by) - _WITHOUT_GROUND):
        yield f"opened_by: {kind} and the kinds of ground in the registry have to name each other"
    if Action.CLOSE not in definition.actions:
        yield "actions: a case has to be able to close"
    if definition.meeting and not definition.at_school:
        yield "meeting: only a case at a school has a meeting"
    if (OpenedBy.REPORT in definition.opened_by) != bool(definition.report_codes):
        yield "opened_by: report and a list of codes in reports.toml go together"
    if definition.trajectory:
        yield from _against_a_trajectory(definition)
    required = {"assessment": definition.assessment_requires, "closure": definition.closure_requires}
    for step, fields in required.items():
        if RequiredField.CAUSES in fields and not definition.causes:
            yield f"{step}.required: causes are asked for and there is no causes.toml"
        if RequiredField.CHECKS in fields and not definition.checks:
            yield f"{step}.required: checks are asked for and there is no checklist.toml"
    if RequiredField.REASON in definition.assessment_requires:
        yield "assessment.required: an assessment has no reason"


def _against_a_trajectory(definition: CaseType) -> Iterator[str]:
    if Role.YOUTH_COACH not in definition.acted_on_by:
        yield "trajectory: only a case that a youth coach acts on has one"
    if definition.discreet and definition.status_to_school:
        yield "status_to_school: of a discreet type a school hears nothing"
    if definition.discreet:
        yield "trajectory: nobody writes about a case of a discreet type"


def _read_if_there(path: Path, model: type[_Read]) -> _Read:
    return _read(path, model) if path.exists() else model()


def _read(path: Path, model: type[_Read]) -> _Read:
    name = f"{path.parent.name}/{path.name}"
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DefinitionError(f"{name}: is not there") from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{name}: {'; '.join(mistakes)}") from None
