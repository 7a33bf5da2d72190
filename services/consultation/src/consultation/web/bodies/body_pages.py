"""`/overlegorganen`: consultation bodies; `/overlegorganen/{id}`: one, with members, sessions and what it lacks."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator, Member, runs_cases
from consultation.bodies.api.rights import seat_of
from consultation.bodies.application.found_body import found_body
from consultation.bodies.application.join_body import join_body
from consultation.bodies.application.plan_session import plan_session
from consultation.bodies.application.plan_year import plan_year
from consultation.bodies.application.seat_partners import seat_partners
from consultation.bodies.domain.body_query import BodyQuery
from consultation.bodies.domain.year_plan import Skipped
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.bodies.forms import FoundingForm, MemberForm, PartnersForm, SessionForm
from consultation.web.bodies.refusals import carried_out, carried_out_once
from consultation.web.bodies.showing import shown_body
from consultation.web.bodies.words import DECIDING, FORMS, KINDS, REPEATS, SKIPPED, STATUSES, said
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def body_pages_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The pages of bodies: all of them, a new one, and one."""
    router = APIRouter(include_in_schema=False)
    shown = BodyPages(units, pages, clock=clock)

    @router.get("/overlegorganen")
    @as_page
    async def bodies_page(request: Request, principal: Member, page: Paged) -> Response:
        """The bodies; a member gets those of the own seats."""
        async with units() as uow:
            asked = BodyQuery(None, await seat_of(principal, uow, clock.today()))
            after = page.after(UUID)
            rows = await uow.bodies.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        bodies, following = page.cut(rows, lambda body: (body.body_id,))
        return pages.page(
            request.scope,
            "bodies",
            bodies=bodies,
            following=following,
            today=clock.today(),
            writes=principal.is_any(Role.COORDINATOR),
            meets_about_cases=not principal.is_any(Role.SCHOOL, Role.PARTNER),
            KINDS=KINDS,
            FORMS=FORMS,
        )

    @router.get("/overlegorganen/nieuw")
    @as_page
    async def new_body_page(request: Request, _: Coordinator) -> Response:
        """The form for another body."""
        return shown.new(request, Form())

    @router.post("/overlegorganen/nieuw")
    @as_page
    async def post_new_body(request: Request, principal: Coordinator) -> Response:
        """Keep a body; the same form sent again leads to all bodies, and keeps no other."""
        founded: list[UUID] = []

        async def step(uow: ConsultationUnitOfWork, form: FoundingForm) -> None:
            founded.append((await found_body(uow, form.details(), clock=clock)).body_id)

        sent = await submitted(request, FoundingForm)
        if wrong := await carried_out_once(units, request, sent, step=step, by=principal):
            return shown.new(request, wrong[0], status=wrong[1])
        return RedirectResponse(f"/overlegorganen/{founded[0]}" if founded else "/overlegorganen", 303)

    @router.get("/overlegorganen/{body_id}")
    @as_page
    async def body_page(request: Request, body_id: UUID, principal: Member) -> Response:
        """A body: what was agreed on, what it lacks, its members and sessions."""
        return await shown.page(request, body_id, principal)

    return router


def body_steps_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The forms of members on the page of a body."""
    router = APIRouter(include_in_schema=False)
    shown = BodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/leden")
    @as_page
    async def post_member_of_body(request: Request, body_id: UUID, principal: Coordinator) -> Response:
        """Make somebody a member."""

        async def step(form: MemberForm) -> None:
            async with units() as uow:
                await join_body(uow, body_id, form.member(), clock=clock, expected=any_version)

        if wrong := await carried_out(await submitted(request, MemberForm), step):
            return await shown.page(request, body_id, principal, member=wrong[0], status=wrong[1])
        return RedirectResponse(f"/overlegorganen/{body_id}#leden", 303)

    @router.post("/overlegorganen/{body_id}/partners")
    @as_page
    async def post_partners_of_body(request: Request, body_id: UUID, principal: Coordinator) -> Response:
        """Make all local schools and CLBs members."""

        async def step(form: PartnersForm) -> None:
            async with units() as uow:
                await seat_partners(uow, body_id, since=form.from_, clock=clock, expected=any_version)

        if wrong := await carried_out(await submitted(request, PartnersForm), step):
            return await shown.page(request, body_id, principal, partners=wrong[0], status=wrong[1])
        return RedirectResponse(f"/overlegorganen/{body_id}#leden", 303)

    return router


def body_planning_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The form that plans sessions, on the page of a body."""
    router = APIRouter(include_in_schema=False)
    shown = BodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/zittingen")
    @as_page
    async def post_session_of_body(request: Request, body_id: UUID, principal: Coordinator) -> Response:
        """Plan a session, or several; the same form sent again plans no other."""
        skipped: list[Skipped] = []

        async def step(uow: ConsultationUnitOfWork, form: SessionForm) -> None:
            skipped.extend(await _planned(uow, body_id, form))

        sent = await submitted(request, SessionForm)
        if wrong := await carried_out_once(units, request, sent, step=step, by=principal):
            return await shown.page(request, body_id, principal, session=wrong[0], status=wrong[1])
        if skipped:
            return await shown.page(request, body_id, principal, skipped=skipped)
        return RedirectResponse(f"/overlegorganen/{body_id}#zittingen", 303)

    return router


async def _planned(uow: ConsultationUnitOfWork, body_id: UUID, form: SessionForm) -> list[Skipped]:
    plan, invited = form.plan(), form.chosen()
    if plan is not None:
        return (await plan_year(uow, body_id, plan, place=form.place, invited=invited))[1]
    times = {"starts_at": form.starts_at, "ends_at": form.ends_at}
    await plan_session(uow, body_id, **times, place=form.place, invited=invited)
    return []


class BodyPages:
    """The pages of a body, as it is or with what is wrong in one of its forms."""

    def __init__(self, units: Units, pages: Pages, *, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    def new(self, request: Request, form: Form, *, status: int = 200) -> Response:
        """The form of a new body."""
        return self._pages.page(
            request.scope,
            "new_body",
            status=status,
            form=form,
            KINDS=list(KINDS.items()),
            FORMS=list(FORMS.items()),
            DECIDING=list(DECIDING.items()),
        )

    async def page(
        self,
        request: Request,
        body_id: UUID,
        principal: Principal,
        *,
        status: int = 200,
        skipped: Sequence[Skipped] = (),
        **forms: Form,
    ) -> Response:
        """The page of a body; `forms` are those that were refused: `member`, `partners` or `session`.

        `skipped` are the days on which no session was planned just now.
        """
        async with self._units() as uow:
            shown = await shown_body(uow, body_id, principal, clock=self._clock, checks=runs_cases(principal))
        today = self._clock.today()
        fresh = {"member": Form(), "partners": Form({"from": today.isoformat()}), "session": Form()}
        return self._pages.page(
            request.scope,
            "body",
            status=status,
            shown=shown,
            forms={**fresh, **forms},
            today=today,
            checks=runs_cases(principal),
            writes=principal.is_any(Role.COORDINATOR),
            said=said,
            skipped=skipped,
            seats=shown.invitable(today),
            SKIPPED=SKIPPED,
            REPEATS=list(REPEATS.items()),
            KINDS=KINDS,
            FORMS=FORMS,
            DECIDING=DECIDING,
            STATUSES=STATUSES,
        )
