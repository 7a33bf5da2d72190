"""`/dossiers/{reference}`: a case with all that is known of it, and the moves that are possible now."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.readers import Reader, Shown, shown_to
from casework.api.reading import Reading
from casework.api.rights import ACTORS, Deed
from casework.api.timelines import seen_timeline
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.note import SeenNote
from casework.domain.timeline import Entry
from casework.domain.vocabulary import OpenedBy
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.beside_case import beside, registers_of
from casework.web.consequences import Consequences
from casework.web.finding import case_of, moves_of, page_at
from casework.web.people import People
from casework.web.timeline import people_of, sentences
from casework.web.worded import WordedPages
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form

_SHOWN_OF_A_FILE = 20


def case_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """A case; a case of a school that is not the caller's own is not there."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}")
    @as_page
    async def case_page(request: Request, principal: Reading, reference: str, gedaan: str = "") -> Response:
        """A case. ``gedaan`` is what was just done to it, to be confirmed."""
        async with units() as uow:
            today = clock.today()
            reader = await Reader.of(principal, uow, today)
            case = await case_of(reader, uow, reference, today=today)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            seen = await seen_timeline(reader, uow, case, page=page_at(None), newest_first=True)
            files = await _files(uow, case) if shown.file else {}
            notes = await _notes(reader, uow, case)
            people = await _people(reader, uow, case, entries=seen.entries, files={**files, "notes": notes})
            others = await beside(reader, uow, case)
            registers = await registers_of(reader, uow, case)
        done = pages.dutch.word("done", gedaan)
        return pages.page(
            request.scope,
            "case",
            **of_case(case, shown),
            **files,
            notes=notes,
            timeline=sentences(pages, seen.entries, people),
            older=seen.following,
            hidden=seen.hidden,
            **others,
            registers=registers,
            people=people,
            today=today,
            acts=shown.file,
            has_trajectory=reader.may(Deed.TRAJECTORY, case) and _is_offered(principal, case, files),
            is_everywhere=principal.is_any(*ACTORS),
            moves=moves_of(shown, transfers=bool(registers)),
            blocking=[task for task in files.get("tasks", ()) if task.is_open],
            consequences=Consequences.of(case, shown),
            form=Form({"version": str(case.version)}),
            done=done if done != gedaan else None,
        )

    return router


def of_case(case: Case, shown: Shown) -> dict[str, Any]:
    """The fields of every page about one case."""
    return {"case": case, "shown": shown, "facts": dict(case.shown())}


async def _files(uow: CaseworkUnitOfWork, case: Case) -> dict[str, Any]:
    """The newest of what caseworkers added; one more than is shown says that there are more."""
    limit = _SHOWN_OF_A_FILE + 1
    return {
        "tasks": await uow.files.tasks(case.case_id, None, limit, newest_first=True),
        "plan": await uow.plans.newest(case.case_id),
        "trajectory": await uow.trajectories.find(case.case_id) if case.case_type.trajectory else None,
        "planned": await uow.plans.tasks(case.case_id),
        "contacts": await uow.files.contacts(case.case_id, None, limit, newest_first=True),
    }


def _is_offered(principal: Principal, case: Case, files: dict[str, Any]) -> bool:
    """Whether the page speaks of trajectories: there is one, the type is a coach's own, or the reader is a coach."""
    is_coachs_own = OpenedBy.REFERRAL in case.case_type.opened_by
    return bool(files.get("trajectory")) or is_coachs_own or principal.is_any(Role.YOUTH_COACH)


async def _notes(reader: Reader, uow: CaseworkUnitOfWork, case: Case) -> list[SeenNote]:
    """The newest notes as far as each is for the reader; more than are shown say that there are more."""
    notes = await uow.notes.page(case.case_id, None, _SHOWN_OF_A_FILE + 1, newest_first=True)
    return [reader.seen_note(note, case) for note in notes]


async def _people(
    reader: Reader,
    uow: CaseworkUnitOfWork,
    case: Case,
    *,
    entries: list[Entry],
    files: dict[str, Any],
) -> People:
    """The people that the page of a case names; to who acts also everybody who can be given work."""
    ids: set[str | None] = {case.assignee, *people_of(entries)}
    for items in (files.get(name, ()) for name in ("tasks", "contacts", "notes")):
        ids |= {item.by for item in items} | {item.owner for item in items if isinstance(item, Task)}
    if trajectory := files.get("trajectory"):
        ids.add(trajectory.content.hand_over.contact if trajectory.content.hand_over else None)
    if plan := files.get("plan"):
        ids |= {action.owner for action in plan.actions}
    read = People.all if "tasks" in files else People.among
    return await read(reader.principal, uow, ids)
