"""Who reads cases, and what the definition of a type says that each of them gets to see."""

from collections.abc import Collection
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from casework.api.answering import case_answer, case_values
from casework.api.readers import Reader, Shown, shown_to
from casework.domain.case import Case
from casework.domain.lists import Seen, Showable
from casework.domain.person import Name
from casework.domain.states import Action, allowed_from
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.ready_json import ready_json

COACH = "jc-1"
_ACT = {Role.CASEWORKER, Role.COORDINATOR}


def reader_of(role: Role, *schools: str) -> Reader:
    """Somebody with this role, of these schools; a caseworker and a coordinator are of all."""
    principal = Principal(f"u-{role}", frozenset({role}), contact=COACH if role is Role.YOUTH_COACH else f"{role}-1")
    if role in _ACT:
        return Reader(principal, None, None)
    return Reader(
        principal,
        frozenset(schools),
        Seen(frozenset(), frozenset(schools), frozenset(filter(None, [principal.contact]))),
    )


READERS = (
    reader_of(Role.CASEWORKER),
    reader_of(Role.COORDINATOR),
    reader_of(Role.COUNSELLOR, "123456"),
    reader_of(Role.COUNSELLOR, "654321"),
    reader_of(Role.CLB, "123456", "654321"),
    reader_of(Role.YOUTH_COACH, "654321"),
)


async def check_what_is_shown(case: Case, reader: Reader, clock: Clock) -> None:
    """The reader sees and may do what the definition of the case's type says, worked out here once more."""
    [role] = reader.principal.roles
    given = role in case.case_type.acted_on_by and case.assignee == reader.principal.contact
    acts = role in _ACT or given
    seen = acts or (role in case.case_type.seen_by and case.school in (reader.schools or ()))
    assert _knows_of(reader, case) == seen
    shown = (await shown_to(reader, _lists(clock), [case]))[case.case_id]
    assert set(shown.actions) <= (_possible(case, role) if acts else set())
    assert shown.file == acts
    if seen:
        _check_answer(case, shown, acts=acts, whole_pupil=role is not Role.YOUTH_COACH)


def _knows_of(reader: Reader, case: Case) -> bool:
    try:
        reader.may_know_of(case)
    except NotFound:
        return False
    return True


def _possible(case: Case, role: Role) -> set[Action]:
    allowed = {Action(name) for name in allowed_from(case.status, without=case.without)}
    return allowed if role is Role.COORDINATOR else allowed - {Action.APPROVE}


def _check_answer(case: Case, shown: Shown, *, acts: bool, whole_pupil: bool) -> None:
    answer: dict[str, Any] = case_answer(case, shown).model_dump(by_alias=True)
    in_a_list = ready_json(case_values(case, shown)).body
    assert in_a_list == case_answer(case, shown).model_dump_json(by_alias=True).encode(), "a list tells otherwise"
    assert (answer["half_days"] is not None) == whole_pupil
    for field in ("checks", "causes", "closure"):
        assert acts or not answer[field], f"{field} is for whoever acts on the case"


def _lists(clock: Clock) -> CaseworkUnitOfWork:
    """What a list of cases is shown with: nobody has a class, and nobody was told anything."""

    async def beside(cases: Collection[Case], _today: date) -> dict[UUID, Showable]:
        return {case.case_id: Showable(Name("Kind", "Verzonnen"), None, None, (), ()) for case in cases}

    return cast("CaseworkUnitOfWork", SimpleNamespace(showables=SimpleNamespace(beside=beside), clock=clock))
