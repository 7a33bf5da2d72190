"""`/reeksen`: standing meetings; `/reeksen/{id}`: one, with its sessions and what is proposed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor, Coordinator
from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.series.application.change_series import change_series
from consultation.series.application.set_up_series import set_up_series
from consultation.series.domain.proposal import ProposedSession
from consultation.series.domain.series import ChangedSeries
from consultation.unit_of_work import Units
from consultation.web.series.forms import NewSeriesForm, SeriesForm, values_of_series
from consultation.web.series.refusals import carried_out
from consultation.web.series.showing import minutes_left, shown_series
from consultation.web.series.words import RHYTHMS, rhythm_of, why_not
from consultation.web.versions import still
from consultation.web.words import STATUSES
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_TERM = timedelta(days=120)
"""The term that the form proposes to look at."""
_MOST_OTHERS = 500


def series_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock) -> APIRouter:
    """The pages of standing meetings."""
    router = APIRouter(include_in_schema=False)
    shown = SeriesPages(units, pages, rules=rules, clock=clock)

    @router.get("/reeksen")
    @as_page
    async def all_series_page(request: Request, principal: Actor, page: Paged) -> Response:
        """The standing meetings."""
        async with units() as uow:
            after = page.after(UUID)
            rows = await uow.series.page(school=None, after=after[0] if after else None, limit=page.limit + 1)
            all_series, following = page.cut(rows, lambda series: (series.series_id,))
            schools = {school for series in all_series for school in series.details.schools}
            names = await uow.organisations.school_names(schools)
        return pages.page(
            request.scope,
            "all_series",
            all_series=all_series,
            school_names=names,
            following=following,
            rhythm_of=rhythm_of,
            writes=principal.is_any(Role.COORDINATOR),
        )

    @router.get("/reeksen/nieuw")
    @as_page
    async def new_page(request: Request, _: Coordinator) -> Response:
        """The form for another standing meeting."""
        return await shown.new(request, Form())

    @router.post("/reeksen/nieuw")
    @as_page
    async def post_new(request: Request, _: Coordinator) -> Response:
        """Set a standing meeting up."""
        made: list[UUID] = []

        async def step(form: NewSeriesForm) -> None:
            async with units() as uow:
                made.append((await set_up_series(uow, form.details(rules), rules=rules, clock=clock)).series_id)

        if wrong := await carried_out(await submitted(request, NewSeriesForm), step):
            return await shown.new(request, wrong[0], status=wrong[1])
        return RedirectResponse(f"/reeksen/{made[0]}", 303)

    @router.get("/reeksen/{series_id}")
    @as_page
    async def series_page(request: Request, series_id: UUID, principal: Actor) -> Response:
        """A standing meeting: what was agreed on, its sessions, and for the coordinator what is proposed."""
        return await shown.page(request, series_id, principal)

    @router.post("/reeksen/{series_id}")
    @as_page
    async def post_series(request: Request, series_id: UUID, principal: Coordinator) -> Response:
        """Change what was agreed on; a form for an older version is shown again."""

        async def step(form: SeriesForm) -> None:
            typed = {name: value for name, value in form.changes().items() if name != "version"}
            changes, expected = cast("ChangedSeries", typed), still(form.version)
            async with units() as uow:
                await change_series(uow, series_id, changes, rules=rules, clock=clock, expected=expected)

        if wrong := await carried_out(await submitted(request, SeriesForm), step):
            return await shown.page(request, series_id, principal, agreed=wrong[0], status=wrong[1])
        return RedirectResponse(f"/reeksen/{series_id}", 303)

    return router


class SeriesPages:
    """The pages of a series, as it is or with what is wrong in one of its forms."""

    def __init__(self, units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._rules = rules
        self._clock = clock

    async def new(self, request: Request, form: Form, *, status: int = 200) -> Response:
        """The form of a new series."""
        async with self._units() as uow:
            organisations = await uow.organisations.all()
        schools = [(own.school, own.name) for own in organisations if own.school][:_MOST_OTHERS]
        kind = self._rules.kind(CARE_MEETING)
        rhythms = list(RHYTHMS.items())
        return self._pages.page(
            request.scope, "new_series", status=status, form=form, schools=schools, kind=kind, RHYTHMS=rhythms
        )

    async def page(
        self,
        request: Request,
        series_id: UUID,
        principal: Principal,
        *,
        status: int = 200,
        refused_sessions: Sequence[ProposedSession] = (),
        **forms: Form,
    ) -> Response:
        """The page of a series; `forms` are those that were refused: `agreed`, `term` or `chosen`.

        `refused_sessions` could not be fixed a moment ago.
        """
        async with self._units() as uow:
            shown = await shown_series(uow, series_id, rules=self._rules, clock=self._clock)
        fresh: dict[str, Form] = {
            "agreed": Form(values_of_series(shown.series)),
            "term": Form(self._term(shown.to_come)),
            "chosen": Form(),
        }
        version = {"version": str(shown.series.version)}
        refused_forms = {name: Form({**form.values, **version}, form.errors) for name, form in forms.items()}
        return self._pages.page(
            request.scope,
            "series",
            status=status,
            shown=shown,
            refused_sessions=refused_sessions,
            forms={**fresh, **refused_forms},
            writes=principal.is_any(Role.COORDINATOR),
            rhythm_of=rhythm_of,
            why_not=why_not,
            minutes_left=minutes_left,
            local_day=local_day,
            STATUSES=STATUSES,
        )

    def _term(self, to_come: Any) -> dict[str, str]:
        last = [session.slot.time.end.date() + timedelta(days=1) for session in to_come if session.slot]
        first: date = max([*last, self._clock.today()])
        return {"first": first.isoformat(), "until": (first + _TERM).isoformat()}
