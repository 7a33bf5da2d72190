"""`/dossiers/{reference}/tijdlijn`: what happened to a case, all or of a sort, as far as it is for the reader."""

from collections.abc import Collection
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from casework.api.readers import Reader
from casework.api.reading import Reading
from casework.api.timelines import seen_timeline
from casework.domain.case_type import CaseType
from casework.domain.paper import PAPER_MADE
from casework.domain.timeline import Entry, EntryKind
from casework.domain.timeline_visibility import ground_kinds
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, case_of, page_at
from casework.web.people import People
from casework.web.worded import PEOPLE_IN_FACTS, WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page

Sort = Literal["", "dossier", "overleg", "berichten", "aanleiding"]
"""A sort of entries that the page can show alone; an empty text shows all."""
SORTS: tuple[Sort, ...] = ("", "dossier", "overleg", "berichten", "aanleiding")

_OF_MEETINGS = ("meeting-", "action-")
_OF_MESSAGES = ("notice-", EntryKind.COORDINATOR_TOLD, PAPER_MADE)


def timeline_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The timeline of a case."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}/tijdlijn")
    @as_page
    async def timeline(
        request: Request,
        principal: Reading,
        reference: str,
        cursor: Cursor = None,
        soort: Annotated[Sort, Query()] = "",
    ) -> Response:
        """A page of the timeline, the newest entry in front."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = await case_of(reader, uow, reference, today=clock.today())
            kinds = kinds_of(soort, case.case_type, pages.dutch.kinds)
            seen = await seen_timeline(reader, uow, case, page=page_at(cursor), kinds=kinds, newest_first=True)
            people = await People.among(principal, uow, people_of(seen.entries))
        return pages.page(
            request.scope,
            "timeline",
            case=case,
            timeline=sentences(pages, seen.entries, people),
            older=seen.following,
            hidden=seen.hidden,
            people=people,
            is_first=not cursor,
            sort=soort,
            sorts=SORTS,
        )

    return router


def kinds_of(sort: Sort, case_type: CaseType, kinds: Collection[str]) -> frozenset[str] | None:
    """The kinds of a sort among all there are, for a type of case; None for all."""
    if not sort:
        return None
    of_grounds = ground_kinds(case_type)
    of_meetings = {kind for kind in kinds if kind.startswith(_OF_MEETINGS)}
    of_messages = {kind for kind in kinds if kind.startswith(_OF_MESSAGES)}
    by_sort = {
        "aanleiding": of_grounds,
        "overleg": of_meetings,
        "berichten": of_messages,
        "dossier": frozenset(kinds) - of_grounds - of_meetings - of_messages,
    }
    return frozenset(by_sort[sort])


def people_of(entries: Collection[Entry]) -> set[str | None]:
    """Who did what is told, who was given the case, and who can be spoken to."""
    people: set[str | None] = {entry.by for entry in entries}
    return people | {str(entry.facts[who]) for entry in entries for who in PEOPLE_IN_FACTS & entry.facts.keys()}


def sentences(pages: WordedPages, entries: Collection[Entry], people: People) -> list[tuple[Entry, str]]:
    """Each entry with what it says."""
    return [(entry, pages.sentence(entry, people)) for entry in entries]
