"""`/activiteiten/{id}`: one activity, and the forms of who runs it."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.activities.api.rights import Provider, asker_of, require_action, require_runs
from consultation.activities.application.act_on_activity import Act, act_on_activity
from consultation.activities.application.change_activity import change_activity
from consultation.activities.application.hold_activity import hold_activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.api.rights import Member
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.activities.forms import (
    ActivityChangeForm,
    ActivitySessionForm,
    AttachmentForm,
    NothingForm,
    StockForm,
    WhyForm,
)
from consultation.web.activities.refusals import carried_out
from consultation.web.activities.showing import ShownActivity, shown_activity
from consultation.web.activities.words import MISSING, MOVES, STANDS, STATUSES
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)
_FORMS = ("change", "session", "registration", "stock", "attachment", "why", "step", "confirm", "certificates")


class ActivityPages:
    """The page of an activity, as it is or with what is wrong in one of its forms."""

    def __init__(self, units: Units, pages: Pages, *, rules: ActivityRules, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._rules = rules
        self._clock = clock

    async def page(
        self, request: Request, activity_id: UUID, *, principal: Principal, status: int = 200, **forms: Form
    ) -> Response:
        """The page; `forms` are those that were refused, by name. Raises NotFound."""
        shown = await self.shown(activity_id, principal)
        fresh = {**dict.fromkeys(_FORMS, Form()), "change": _as_it_is(shown)}
        return self._pages.page(
            request.scope,
            "activity",
            status=status,
            shown=shown,
            forms={**fresh, **forms},
            now=self._clock.now(),
            themes=list(self._rules.themes.items()),
            STATUSES=STATUSES,
            STANDS=STANDS,
            MOVES=MOVES,
            MISSING=MISSING,
        )

    async def shown(self, activity_id: UUID, principal: Principal) -> ShownActivity:
        """The activity as the caller may see it. Raises NotFound."""
        async with self._units() as uow:
            return await shown_activity(uow, activity_id, principal, rules=self._rules, clock=self._clock)

    async def sent(
        self,
        request: Request,
        activity_id: UUID,
        *,
        form: tuple[str, type[B]],
        step: Callable[[ConsultationUnitOfWork, B], Awaitable[object]],
        principal: Principal,
        part: str = "",
    ) -> Response:
        """Do what a form asks, and lead back to this part of the page; the page with the form if it is refused."""
        read = await submitted(request, form[1])
        if wrong := await carried_out(self._units, request, read, step=step, by=principal):
            refused = {form[0]: wrong[0]}
            return await self.page(request, activity_id, principal=principal, status=wrong[1], **refused)
        return RedirectResponse(f"/activiteiten/{activity_id}{part}", 303)

    async def acted(
        self,
        request: Request,
        activity_id: UUID,
        *,
        form: tuple[str, type[B]],
        act: Callable[[B], Act],
        principal: Principal,
        part: str = "",
    ) -> Response:
        """The same for a step of an activity that the caller runs."""

        async def step(uow: ConsultationUnitOfWork, body: B) -> None:
            await require_runs(await asker_of(principal, uow, self._clock.today()), uow, activity_id)
            await act_on_activity(uow, activity_id, act=act(body), rules=self._rules, expected=any_version)

        return await self.sent(request, activity_id, form=form, step=step, principal=principal, part=part)


def activity_page_router(units: Units, shown: ActivityPages, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The page of an activity, what is agreed on about it, and how far it is."""
    router = APIRouter(include_in_schema=False)

    @router.get("/activiteiten/{activity_id}")
    @as_page
    async def activity_page(request: Request, activity_id: UUID, principal: Member) -> Response:
        """An activity with all that the caller may see of it."""
        return await shown.page(request, activity_id, principal=principal)

    @router.post("/activiteiten/{activity_id}/wijzigen")
    @as_page
    async def post_change_of_activity(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Change what is agreed on; with more places who waits moves up."""

        async def step(uow: ConsultationUnitOfWork, form: ActivityChangeForm) -> None:
            asker = await asker_of(principal, uow, clock.today())
            before = await require_runs(asker, uow, activity_id)
            await require_action(asker, uow, form.action_id, before=before)
            await change_activity(
                uow, activity_id, form.changes(), rules=rules, clock=clock, expected=still(form.version)
            )

        return await shown.sent(
            request, activity_id, form=("change", ActivityChangeForm), step=step, principal=principal
        )

    @router.post("/activiteiten/{activity_id}/openen")
    @as_page
    async def post_open_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Open registration."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("step", NothingForm),
            act=lambda _: lambda activity, kind: activity.opened(kind, now),
            principal=principal,
        )

    @router.post("/activiteiten/{activity_id}/starten")
    @as_page
    async def post_run_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Close registration."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("step", NothingForm),
            act=lambda _: lambda activity, kind: activity.running(now),
            principal=principal,
        )

    @router.post("/activiteiten/{activity_id}/afronden")
    @as_page
    async def post_held_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Note that it is over."""

        async def step(uow: ConsultationUnitOfWork, _: NothingForm) -> None:
            await require_runs(await asker_of(principal, uow, clock.today()), uow, activity_id)
            await hold_activity(uow, activity_id, rules=rules, clock=clock, expected=any_version)

        return await shown.sent(request, activity_id, form=("step", NothingForm), step=step, principal=principal)

    @router.post("/activiteiten/{activity_id}/afzeggen")
    @as_page
    async def post_cancel_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Call it off."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("why", WhyForm),
            act=lambda form: lambda activity, _: activity.cancelled(form.why, now),
            principal=principal,
        )

    return router


def activity_notes_router(shown: ActivityPages, *, clock: Clock) -> APIRouter:
    """The forms that note sessions, stock and documents of an activity."""
    router = APIRouter(include_in_schema=False)

    @router.post("/activiteiten/{activity_id}/sessies")
    @as_page
    async def post_session_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Plan a session."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("session", ActivitySessionForm),
            act=lambda form: lambda activity, kind: activity.with_session(kind, form.session(), now),
            principal=principal,
            part="#keren",
        )

    @router.post("/activiteiten/{activity_id}/voorraad")
    @as_page
    async def post_stock_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Note what a point received or handed out."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("stock", StockForm),
            act=lambda form: lambda activity, kind: activity.moved(kind, form.move(), now),
            principal=principal,
            part="#voorraad",
        )

    @router.post("/activiteiten/{activity_id}/bijlagen")
    @as_page
    async def post_attachment_form(request: Request, activity_id: UUID, principal: Provider) -> Response:
        """Put a document with the subsidy file."""
        now = clock.now()
        return await shown.acted(
            request,
            activity_id,
            form=("attachment", AttachmentForm),
            act=lambda form: lambda activity, _: activity.attached(form.attachment(), now),
            principal=principal,
            part="#subsidie",
        )

    return router


def _as_it_is(shown: ShownActivity) -> Form:
    details = shown.activity.details
    names = ("title", "action_id", "theme", "target_group", "place", "capacity", "least", "budget", "cost")
    values = {name: _written(getattr(details, name)) for name in names}
    return Form({**values, "from": details.since.isoformat(), "until": details.until.isoformat()})


def _written(value: object) -> str:
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)
