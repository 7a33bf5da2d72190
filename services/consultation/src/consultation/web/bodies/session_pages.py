"""`/overlegorganen/{id}/zittingen/{id}`: a session of a body, and the forms of what came of it."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator, Member
from consultation.bodies.api.rights import adds_items_as, answers_as
from consultation.bodies.application.act_on_session import act_on_session
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.convening import calls_nobody
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.local_time import BRUSSELS, local_day
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.bodies.forms import CONTACT, ORGANISATION, ItemForm, PresentForm
from consultation.web.bodies.refusals import carried_out_once
from consultation.web.bodies.showing import shown_body
from consultation.web.bodies.words import DECIDING, STATUSES
from consultation.web.versions import still
from consultation.web.words import ANSWERS
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)


def session_of_body_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page of a session, and the forms on it."""
    router = APIRouter(include_in_schema=False)
    shown = SessionOfBodyPages(units, pages, clock=clock)

    @router.get("/overlegorganen/{body_id}/zittingen/{session_id}")
    @as_page
    async def session_page(request: Request, body_id: UUID, session_id: UUID, principal: Member) -> Response:
        """A session, with all that was noted of it."""
        return await shown.page(request, body_id, session_id, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/agenda")
    @as_page
    async def post_agenda_item(request: Request, body_id: UUID, session_id: UUID, principal: Member) -> Response:
        """Put something on the agenda."""

        async def step(uow: ConsultationUnitOfWork, form: ItemForm) -> None:
            added_by = await adds_items_as(principal, uow, body_id, today=clock.today())
            item = form.item(added_by, clock.now())
            await act_on_session(
                uow, body_id, session_id, act=lambda session: session.with_item(item), expected=any_version
            )

        return await shown.sent(request, body_id, session_id, form=("item", ItemForm), step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/gehouden")
    @as_page
    async def post_presence(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Note that it was held, and who was there."""
        now = clock.now()

        async def step(uow: ConsultationUnitOfWork, form: PresentForm) -> None:
            expected, people = still(form.version), form.people()
            await act_on_session(
                uow, body_id, session_id, act=lambda session: session.held(people, now), expected=expected
            )

        form = ("present", PresentForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    return router


class SessionOfBodyPages:
    """The page of a session, as it is or with what is wrong in one of its forms."""

    def __init__(self, units: Units, pages: Pages, *, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def sent(
        self,
        request: Request,
        body_id: UUID,
        session_id: UUID,
        *,
        form: tuple[str, type[B]],
        step: Callable[[ConsultationUnitOfWork, B], Awaitable[None]],
        principal: Principal,
    ) -> Response:
        """Do what a form asks, and lead back to the session; the page with that form again if it is refused.

        The same form sent again leads there too, and adds nothing.
        """
        if wrong := await carried_out_once(
            self._units, request, await submitted(request, form[1]), step=step, by=principal
        ):
            refused = {form[0]: wrong[0]}
            return await self.page(request, body_id, session_id, principal=principal, status=wrong[1], **refused)
        return RedirectResponse(f"/overlegorganen/{body_id}/zittingen/{session_id}", 303)

    async def page(
        self,
        request: Request,
        body_id: UUID,
        session_id: UUID,
        *,
        principal: Principal,
        status: int = 200,
        **forms: Form,
    ) -> Response:
        """The page of a session; `forms` are those that were refused. Raises NotFound."""
        async with self._units() as uow:
            shown = await shown_body(uow, body_id, principal, clock=self._clock, checks=False)
            adds = await _adds(principal, uow, body_id, clock=self._clock)
            session = shown.session(session_id)
            answers = await answers_as(principal, uow, session, today=self._clock.today())
        names = ("item", "present", "decision", "action", "minutes", "approval", "document", "cancel", "reply")
        fresh = {
            **dict.fromkeys(names, Form()),
            "minutes": Form({"text": session.minutes}),
            "change": _as_planned(session),
        }
        organisations = calls_nobody(session, shown.body, contacts=shown.contacts, organisations=shown.organisations)
        later = [
            row for row in shown.sessions if row.starts_at > session.starts_at and row.status is SessionStatus.HELD
        ]
        owners = [(value.removeprefix(CONTACT), name) for value, name in shown.choices if value.startswith(CONTACT)]
        return self._pages.page(
            request.scope,
            "body_session",
            status=status,
            shown=shown,
            session=session,
            later=later,
            owners=owners,
            seats=shown.invitable(local_day(session.starts_at), session.invited),
            uncalled=[organisation.name for organisation in organisations],
            forms={**fresh, **forms},
            has_begun=session.starts_at <= self._clock.now(),
            adds=adds,
            answers=answers,
            replied={reply.who: reply.answer for reply in session.replies},
            ANSWERS=ANSWERS,
            writes=principal.is_any(Role.COORDINATOR),
            DECIDING=DECIDING,
            STATUSES=STATUSES,
        )


def _as_planned(session: BodySession) -> Form:
    local = {name: getattr(session, name).astimezone(BRUSSELS) for name in ("starts_at", "ends_at")}
    ticked = [f"{ORGANISATION}{name}" for name in session.invited.organisations]
    ticked += [f"{CONTACT}{name}" for name in session.invited.contacts]
    times = {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in local.items()}
    return Form({**times, "place": session.place, **dict.fromkeys(ticked, "ja")})


async def _adds(principal: Principal, uow: ConsultationUnitOfWork, body_id: UUID, *, clock: Clock) -> bool:
    try:
        await adds_items_as(principal, uow, body_id, today=clock.today())
    except Problem:
        return False
    return True
