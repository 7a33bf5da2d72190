"""`/dossiers/{reference}`: a case with all that is known of it, and the moves that are possible now."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.readers import Reader, Shown, shown_to
from casework.api.reading import Reading
from casework.api.rights import ACTORS
from casework.domain.case import Case
from casework.domain.case_file import Task
from casework.domain.lists import TimelinePlace
from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.consequences import Consequences
from casework.web.finding import Cursor, case_of, moves_of, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.forms import Form

_SHOWN_OF_A_FILE = 20


def case_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """A case and its timeline; a case of a school that is not the caller's own is not there."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}")
    @as_page
    async def case_page(request: Request, principal: Reading, reference: str, gedaan: str = "") -> Response:
        """A case. ``gedaan`` is what was just done to it, to be confirmed."""
        acts = principal.is_any(*ACTORS)
        async with units() as uow:
            today = clock.today()
            reader = await Reader.of(principal, uow, today)
            case = await case_of(reader, uow, reference, today=today)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            entries, older = await _entries(uow, case, page_at(None))
            files = await _files(uow, case) if acts else {}
            people = await _people(reader, uow, case, entries=entries, files=files)
        done = pages.dutch.word("done", gedaan)
        return pages.page(
            request.scope,
            "case",
            **of_case(case, shown),
            **files,
            timeline=_sentences(pages, entries, people),
            older=older,
            people=people,
            today=today,
            acts=acts,
            moves=moves_of(case) if acts else [],
            consequences=Consequences.of(case, shown),
            form=Form({"version": str(case.version)}),
            done=done if done != gedaan else None,
        )

    @router.get("/dossiers/{reference}/tijdlijn")
    @as_page
    async def timeline(request: Request, principal: Reading, reference: str, cursor: Cursor = None) -> Response:
        """A page of the timeline, the newest entry in front."""
        async with units() as uow:
            today = clock.today()
            reader = await Reader.of(principal, uow, today)
            case = await case_of(reader, uow, reference, today=today)
            entries, older = await _entries(uow, case, page_at(cursor))
            people = await _people(reader, uow, case, entries=entries, files={})
        return pages.page(
            request.scope,
            "timeline",
            case=case,
            timeline=_sentences(pages, entries, people),
            older=older,
            people=people,
            is_first=not cursor,
        )

    return router


def of_case(case: Case, shown: Shown) -> dict[str, Any]:
    """The fields of every page about one case."""
    return {"case": case, "shown": shown, "facts": dict(case.shown())}


async def _entries(uow: CaseworkUnitOfWork, case: Case, page: Page) -> tuple[list[Entry], str | None]:
    """A page of the timeline, and where the next page begins."""
    after = page.after(datetime, int)
    place = TimelinePlace(*after) if after else None
    rows = await uow.timeline.page(case.case_id, place, page.limit + 1, newest_first=True)
    shown, older = page.cut(rows, lambda item: (item[0].at, item[0].position))
    return [entry for _, entry in shown], older


def _sentences(pages: WordedPages, entries: list[Entry], people: People) -> list[tuple[Entry, str]]:
    return [(entry, pages.sentence(entry, people)) for entry in entries]


async def _files(uow: CaseworkUnitOfWork, case: Case) -> dict[str, Any]:
    """The newest of what caseworkers added; one more than is shown says that there are more."""
    limit = _SHOWN_OF_A_FILE + 1
    return {
        "notes": await uow.files.notes(case.case_id, None, limit, newest_first=True),
        "tasks": await uow.files.tasks(case.case_id, None, limit, newest_first=True),
        "contacts": await uow.files.contacts(case.case_id, None, limit, newest_first=True),
    }


async def _people(
    reader: Reader,
    uow: CaseworkUnitOfWork,
    case: Case,
    *,
    entries: list[Entry],
    files: dict[str, Any],
) -> People:
    """The people that the page of a case names; to who acts also everybody who can be given work."""
    ids: set[str | None] = {case.assignee, *(entry.by for entry in entries)}
    ids |= {str(entry.facts["assignee"]) for entry in entries if "assignee" in entry.facts}
    for items in files.values():
        ids |= {item.by for item in items} | {item.owner for item in items if isinstance(item, Task)}
    read = People.all if files else People.among
    return await read(reader.principal, uow, ids)
