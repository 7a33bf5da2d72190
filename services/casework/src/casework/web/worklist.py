"""`/`: what needs the caseworker, why, and until when."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from pydantic import BaseModel, BeforeValidator
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.queries import Words
from casework.api.readers import Shown
from casework.api.rights import ACTORS, GIVEN, READERS
from casework.api.work import WorkShown
from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.caseload import Caseload
from casework.domain.school_matter import SchoolMatter
from casework.domain.worklist import WorkFilter, WorkItem, WorkReason
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import invalid
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.places import OPERATION, POLICY, SCHOOL_START

_DONE = "contact"


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason: its word, more about it, and its day; None without a day."""

    kind: WorkReason
    details: tuple[str, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A line of the worklist about a school as a whole."""

    matter: SchoolMatter
    kind: WorkReason


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A line of the worklist about a case."""

    case: Case
    shown: Shown
    due: date | None
    reasons: list[ReasonShown]
    matter: None = None


class WorkSearchBody(BaseModel):
    """What work is looked for by, and where the page of results begins."""

    q: Annotated[Words, BeforeValidator(str.strip)]
    reden: str = ""
    soort: str = ""
    cursor: Cursor = None


def worklist_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, heavy_from: int, case_types: CaseTypes
) -> APIRouter:
    """The worklist as a page, and the search in it.

    Who has no worklist is led to the list of cases, a school to its own pages, an operator to the operation.
    ``heavy_from`` is the weight from which a caseload is heavy. Who acts on every case has it on the team's board.
    """
    router = APIRouter(include_in_schema=False)

    async def listed(
        acting: Principal, chosen: dict[str, str], *, words: str | None, cursor: str | None
    ) -> dict[str, Any]:
        """The fields of the page. Raises Problem (422) for a choice that there is not."""
        page = page_at(cursor)
        async with units.reading() as uow:
            work = await WorkShown.to(acting, uow, _wanted(chosen, case_types), words=words, page=page)
            others = {case.assignee for case in work.worklist.cases} - work.worklist.work_of.own - {None}
            people = await People.among(acting, uow, others) if others else People(acting, {})
            is_everywhere = acting.is_any(*ACTORS)
            matters = [item.about for item in work.worklist.items if isinstance(item.about, SchoolMatter)]
            school_names = await uow.school_names.of(matter.school for matter in matters)
            load = None if is_everywhere else await _load(uow, work.worklist.work_of.own)
        return {
            "rows": [_row(item, work) for item in work.worklist.items],
            "people": people,
            "school_names": school_names,
            "as_deputy": work.worklist.work_of.as_deputy,
            "counts": work.worklist.counts,
            "following": work.following,
            "is_first": page.cursor is None,
            "types": case_types.names,
            "chosen": chosen,
            "today": clock.today(),
            "is_everywhere": is_everywhere,
            "load": load,
            "heavy_from": heavy_from,
        }

    @router.get("/")
    @as_page
    async def worklist(
        request: Request,
        principal: Annotated[Principal, allow(*Role)],
        reden: str = "",
        soort: str = "",
        cursor: Cursor = None,
        gedaan: str = "",
    ) -> Response:
        """What needs the caller, the most urgent first: of one reason and one type, where these are chosen.

        ``gedaan`` is what was just done.
        """
        acting = principal.limited_to(frozenset(GIVEN))
        if not acting.roles:
            return RedirectResponse(_start(principal), 303)
        done = pages.dutch.word("done", _DONE) if gedaan == _DONE else None
        fields = await listed(acting, {"reden": reden, "soort": soort}, words=None, cursor=cursor)
        return pages.page(request.scope, "worklist", form=Form(), address=_address, done=done, **fields)

    @router.post("/")
    @as_page
    async def search(request: Request, principal: Changing) -> Response:
        """What is found in the worklist by words. It is sent as a form: no address has a name in it."""
        sent = await submitted(request, WorkSearchBody)
        form, body = sent.form, sent.body
        chosen = {"reden": form.value("reden"), "soort": form.value("soort")}
        words = body.q if body else None
        if not form.value("q").strip():
            return RedirectResponse(_address(chosen), 303)
        fields = await listed(principal, chosen, words=words, cursor=body.cursor if body else None)
        status = 200 if body else 422
        return pages.page(request.scope, "worklist", status=status, form=form, address=_address, done=None, **fields)

    return router


def _start(principal: Principal) -> str:
    """Where somebody without a worklist begins."""
    if principal.is_any(*READERS):
        return "/dossiers"
    if principal.is_any(Role.PARTNER):
        return POLICY
    return SCHOOL_START if principal.is_any(Role.SCHOOL) else OPERATION


async def _load(uow: CaseworkUnitOfWork, own: frozenset[str]) -> Caseload:
    """How much open work somebody with these names has."""
    return Caseload.of(None, (part for part in await uow.caseloads.parts() if part.assignee in own))


def _address(chosen: dict[str, str], **changed: str) -> str:
    """The address of the worklist with these choices."""
    query = {name: value for name, value in (chosen | changed).items() if value}
    return f"/?{urlencode(query)}" if query else "/"


def _wanted(chosen: dict[str, str], case_types: CaseTypes) -> WorkFilter:
    reason, case_type = chosen["reden"], chosen["soort"]
    if reason and reason not in list(WorkReason):
        raise invalid("reden", "is none of the reasons")
    if case_type and case_type not in case_types:
        raise invalid("soort", "is none of the types of case")
    return WorkFilter(WorkReason(reason) if reason else None, case_type or None)


def _row(item: WorkItem, work: WorkShown) -> WorkRow | MatterRow:
    about = item.about
    if isinstance(about, SchoolMatter):
        return MatterRow(about, item.reason)
    reasons = [ReasonShown(why.reason, _details(about, why.reason), why.due) for why in item.reasons]
    return WorkRow(about, work.shown[about.case_id], item.due, reasons)


def _details(case: Case, reason: WorkReason) -> tuple[str, ...]:
    """What is wrong with the meetings of the case, of the reason that they are."""
    if reason is not WorkReason.MEETING:
        return ()
    attention = (meeting.attention for meeting in case.meetings if meeting.attention and meeting.starts_at)
    return tuple(dict.fromkeys(reason for item in attention for reason in item.reasons))
