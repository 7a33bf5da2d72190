"""`/activiteiten`: activities by kind; a new one with the fields its kind asks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from consultation.activities.api.rights import Provider, asker_of, require_action
from consultation.activities.application.plan_activity import plan_activity
from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.activity_query import ActivityQuery
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.register import Register
from consultation.activities.domain.states import ActivityStatus
from consultation.api.rights import Member
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.activities.forms import ActivityForm
from consultation.web.activities.refusals import carried_out
from consultation.web.activities.showing import open_actions, providers
from consultation.web.activities.words import STATUSES
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def activity_list_router(units: Units, pages: Pages, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The page of all activities that somebody may see."""
    router = APIRouter(include_in_schema=False)

    @router.get("/activiteiten")
    @as_page
    async def activities_page(
        request: Request,
        principal: Member,
        page: Paged,
        soort: Annotated[str | None, Query()] = None,
        thema: Annotated[str | None, Query()] = None,
        toestand: Annotated[ActivityStatus | None, Query()] = None,
    ) -> Response:
        """Activities, newest first, by kind, theme and state."""
        kind = soort if soort in rules.kinds else None
        theme = thema if thema in rules.themes else None
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            after = page.after(UUID)
            query = ActivityQuery(kind=kind, theme=theme, status=toestand, newest_first=True)
            asked = asker.narrowed(query)
            rows = await uow.activities.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            activities, following = page.cut(rows, lambda activity: (activity.activity_id,))
            registrations = await uow.registrations.of_all([row.activity_id for row in activities])
            organisations = await uow.organisations.all()
        shown = [
            (row, Register(row.details.capacity, waits=True, registrations=registrations.get(row.activity_id, ())))
            for row in activities
        ]
        return pages.page(
            request.scope,
            "activities",
            shown=shown,
            following=following,
            names={row.organisation_id: row.name for row in organisations},
            kinds=rules.kinds,
            kind=kind,
            theme=theme,
            state=toestand,
            themes=rules.themes,
            plans=bool(providers(asker, organisations)),
            STATUSES=STATUSES,
        )

    return router


def new_activity_router(units: Units, pages: Pages, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The pages of a new activity: its kind, and then its fields."""
    router = APIRouter(include_in_schema=False)
    new = _NewPages(units, pages, rules=rules, clock=clock)

    @router.get("/activiteiten/nieuw")
    @as_page
    async def choose_kind_page(request: Request, _: Provider) -> Response:
        """Which kind it is."""
        return pages.page(request.scope, "activity_kinds", kinds=rules.kinds)

    @router.get("/activiteiten/nieuw/{kind}")
    @as_page
    async def new_activity_page(request: Request, kind: str, principal: Provider) -> Response:
        """The form of a new activity of this kind."""
        return await new(request, kind, Form(), principal=principal)

    @router.post("/activiteiten/nieuw/{kind}")
    @as_page
    async def post_new_activity(request: Request, kind: str, principal: Provider) -> Response:
        """Keep an activity; the same form sent again leads to all activities, and keeps no other."""
        planned: list[UUID] = []

        async def step(uow: ConsultationUnitOfWork, form: ActivityForm) -> None:
            asker = await asker_of(principal, uow, clock.today())
            if not asker.provides_for(form.provider):
                raise Problem("forbidden")
            await require_action(asker, uow, form.action_id)
            activity = await plan_activity(uow, form.details(), rules=rules, clock=clock)
            planned.append(activity.activity_id)

        sent = await submitted(request, ActivityForm, kind=new.kind(kind).kind)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await new(request, kind, wrong[0], principal=principal, status=wrong[1])
        return RedirectResponse(f"/activiteiten/{planned[0]}" if planned else "/activiteiten", 303)

    return router


class _NewPages:
    """The form of a new activity, empty or with what is wrong in it."""

    def __init__(self, units: Units, pages: Pages, *, rules: ActivityRules, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._rules = rules
        self._clock = clock

    def kind(self, name: str) -> ActivityKind:
        """Raises NotFound."""
        if name not in self._rules.kinds:
            raise NotFound("kind of activity")
        return self._rules.kinds[name]

    async def __call__(
        self, request: Request, kind: str, form: Form, *, principal: Principal, status: int = 200
    ) -> Response:
        async with self._units() as uow:
            asker = await asker_of(principal, uow, self._clock.today())
            organisations = await uow.organisations.all()
            actions = await open_actions(asker, uow)
        return self._pages.page(
            request.scope,
            "new_activity",
            status=status,
            form=form,
            kind=self.kind(kind),
            providers=providers(asker, organisations),
            actions=actions,
            themes=list(self._rules.themes.items()),
            confirming=[(row.organisation_id, row.name) for row in organisations if row.school is None],
        )
