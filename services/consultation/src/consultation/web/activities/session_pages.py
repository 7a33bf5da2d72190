"""`/activiteiten/{id}/sessies/{id}`: who came to a session; `/activiteiten/{id}/subsidiedossier`: to print."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.activities.api.rights import Provider, asker_of, require_reads_file, require_runs
from consultation.activities.application.act_on_activity import act_on_activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.activity_session import ActivitySession
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.activities.activity_page import ActivityPages
from consultation.web.activities.forms import CAME, NothingForm, PresenceForm
from consultation.web.activities.refusals import carried_out
from consultation.web.activities.words import MISSING, STATUSES
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def presence_pages_router(
    units: Units, pages: Pages, shown: ActivityPages, *, rules: ActivityRules, clock: Clock
) -> APIRouter:
    """The page on which who came is noted, mostly on a phone."""
    router = APIRouter(include_in_schema=False)

    async def page(
        request: Request,
        activity_id: UUID,
        session_id: UUID,
        *,
        principal: Principal,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        async with units() as uow:
            await require_runs(await asker_of(principal, uow, clock.today()), uow, activity_id)
        activity = await shown.shown(activity_id, principal)
        session = activity.activity.session(session_id)
        return pages.page(
            request.scope,
            "activity_session",
            status=status,
            shown=activity,
            session=session,
            form=form or _as_noted(session),
            has_begun=session.starts_at <= clock.now(),
            CAME=CAME,
        )

    @router.get("/activiteiten/{activity_id}/sessies/{session_id}")
    @as_page
    async def presence_page(request: Request, activity_id: UUID, session_id: UUID, principal: Provider) -> Response:
        """Who came to a session."""
        return await page(request, activity_id, session_id, principal=principal)

    @router.post("/activiteiten/{activity_id}/sessies/{session_id}/aanwezig")
    @as_page
    async def post_presence_form(
        request: Request, activity_id: UUID, session_id: UUID, principal: Provider
    ) -> Response:
        """Note who came."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: PresenceForm) -> None:
            await require_runs(await asker_of(principal, uow, clock.today()), uow, activity_id)
            presence = form.presence()
            await act_on_activity(
                uow,
                activity_id,
                act=lambda activity, kind: activity.noted(kind, session_id, presence=presence, at=now),
                rules=rules,
                expected=still(form.version),
            )

        sent = await submitted(request, PresenceForm, most_fields=3_000)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await page(request, activity_id, session_id, principal=principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/activiteiten/{activity_id}#keren", 303)

    @router.post("/activiteiten/{activity_id}/sessies/{session_id}/afzeggen")
    @as_page
    async def post_session_off_form(
        request: Request, activity_id: UUID, session_id: UUID, principal: Provider
    ) -> Response:
        """Call a session off."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, _: NothingForm) -> None:
            await require_runs(await asker_of(principal, uow, clock.today()), uow, activity_id)
            await act_on_activity(
                uow,
                activity_id,
                act=lambda activity, _: activity.without_session(session_id, now),
                rules=rules,
                expected=any_version,
            )

        sent = await submitted(request, NothingForm)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await page(request, activity_id, session_id, principal=principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/activiteiten/{activity_id}#keren", 303)

    return router


def subsidy_page_router(units: Units, pages: Pages, shown: ActivityPages, *, clock: Clock) -> APIRouter:
    """The subsidy file of an activity, to print."""
    router = APIRouter(include_in_schema=False)

    @router.get("/activiteiten/{activity_id}/subsidiedossier")
    @as_page
    async def subsidy_page(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """What funders ask of an activity, with what is missing."""
        async with units() as uow:
            await require_reads_file(await asker_of(principal, uow, clock.today()), uow, activity_id)
        return pages.page(
            request.scope,
            "subsidy_file",
            shown=await shown.shown(activity_id, principal),
            MISSING=MISSING,
            STATUSES=STATUSES,
        )

    return router


def _as_noted(session: ActivitySession) -> Form:
    presence = session.presence
    if presence is None:
        return Form()
    numbers = {f"{CAME}{row.registration_id}": str(row.number) for row in presence.came}
    hours = f"{presence.hours:g}".replace(".", ",")
    return Form({**numbers, "others": str(presence.others), "guides": str(presence.guides), "hours": hours})
