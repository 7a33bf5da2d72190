"""`/teambord`: what a team works on, and the form by which many cases go to others at once."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import model_validator
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Acting, Leading
from casework.api.readers import Reader, actor, shown_to
from casework.api.reassigning import ReassignBody
from casework.api.rights import LEADERS
from casework.application.reassign_cases import plan_reassignment, reassign_cases
from casework.application.show_board import show_board
from casework.domain.case_type import CaseTypes
from casework.domain.reassignment import Plan
from casework.domain.states import OPEN, Status
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.people import People
from casework.web.people_bodies import numbers_in
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

NOBODY = "-"
"""In the form, the cases that nobody has."""
_CONFIRMED = "ja"
_REASSIGNED = "reassigned"
Cases = Annotated[int, Query(ge=0, le=1_000_000)]


class ReassignForm(ReassignBody):
    """One type at most, schools as they are typed, and a second time to confirm what was shown."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        gathered = {name: values[name] for name in ("to", "team") if name in values}
        if source := values.get("from"):
            gathered["from"] = None if source == NOBODY else source
        types = [values["case_type"]] if "case_type" in values else []
        gathered |= {"case_types": types, "schools": numbers_in(values.get("schools", ""))}
        return gathered | {"dry_run": values.get("confirm") != _CONFIRMED}


def team_board_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, heavy_from: int, case_types: CaseTypes
) -> APIRouter:
    """The board of a team, and the form to share cases anew, which first shows what would go where."""
    router = APIRouter(include_in_schema=False)

    @router.get("/teambord")
    @as_page
    async def team_board(
        request: Request,
        principal: Acting,
        team: str = "",
        gedaan: str = "",
        verdeeld: Cases = 0,
        gevraagd: Cases = 0,
    ) -> Response:
        """The board of a team; without a name of the reader's own team, or of the first.

        ``verdeeld`` is how many cases just went to somebody else, of as many as were to go: ``gevraagd``.
        """
        async with units() as uow:
            teams = await uow.teams.all()
            chosen = _chosen(teams, team, principal)
            rows = await show_board(uow, chosen, clock=clock) if chosen else []
            reader = await Reader.of(principal, uow, clock.today())
            shown = await shown_to(reader, uow, [case for row in rows for case in row.cases])
            people = await People.among(principal, uow, {row.worker for row in rows})
        return pages.page(
            request.scope,
            "team_board",
            teams=teams,
            chosen=chosen,
            rows=rows,
            shown=shown,
            people=people,
            states=[status for status in Status if status in OPEN],
            heavy_from=heavy_from,
            today=clock.today(),
            leads=principal.is_any(*LEADERS),
            reassigned=(verdeeld, max(verdeeld, gevraagd)) if gedaan == _REASSIGNED else None,
        )

    async def form_page(request: Request, principal: Principal, form: Form, *, plan: Plan | None = None) -> Response:
        async with units() as uow:
            fields = await _choices(uow, principal, case_types)
        status = 422 if form.errors else 200
        schools = numbers_in(form.value("schools"))
        return pages.page(
            request.scope, "reassign", status=status, form=form, plan=plan, nobody=NOBODY, schools=schools, **fields
        )

    @router.get("/teambord/herverdelen")
    @as_page
    async def reassign_form(request: Request, principal: Leading) -> Response:
        """An empty form."""
        return await form_page(request, principal, Form())

    @router.post("/teambord/herverdelen")
    @as_page
    async def reassign(request: Request, principal: Leading) -> Response:
        """Show what would go where; confirmed, do it and lead to the board."""
        sent = await submitted(request, ReassignForm)
        if sent.body is None:
            return await form_page(request, principal, pages.unfit(sent.form, "schools"))
        wanted, by, subject = sent.body.wanted(), actor(principal), principal.subject
        try:
            if not sent.body.dry_run:
                planned, moved = await reassign_cases(units, wanted, by=by, subject=subject, clock=clock)
                numbers = {"gedaan": _REASSIGNED, "verdeeld": moved, "gevraagd": len(planned.moves)}
                return RedirectResponse(f"/teambord?{urlencode(numbers)}", 303)
            async with units() as uow:
                planned = await plan_reassignment(uow, wanted, by=by, subject=subject, clock=clock)
        except DomainError as error:
            form, _ = pages.refused(sent.form, error)
            return await form_page(request, principal, form)
        return await form_page(request, principal, sent.form, plan=planned)

    return router


def _chosen(teams: Sequence[Team], name: str, principal: Principal) -> Team | None:
    """The team that is asked for; None while there are no teams. Raises NotFound."""
    if name:
        wanted = next((team for team in teams if team.name == name), None)
        if wanted is None:
            raise NotFound("team")
        return wanted
    own = {principal.subject, principal.contact}
    return next((team for team in teams if own & set(team.members)), teams[0] if teams else None)


async def _choices(uow: CaseworkUnitOfWork, principal: Principal, case_types: CaseTypes) -> dict[str, Any]:
    """What the form offers: everybody who has cases, everybody who can get them, the teams and the types."""
    parts = await uow.caseloads.parts()
    holders = sorted({part.assignee for part in parts if part.assignee is not None})
    people = await People.all(principal, uow, holders)
    return {
        "holders": [(name, "mezelf" if people.is_me(name) else people.name(name)) for name in holders],
        "people": people,
        "teams": await uow.teams.all(),
        "types": case_types.names,
        "school_names": await uow.school_names.all(),
    }
