"""`/dossiers/{reference}/dubbels`: cases that may be the same, and the merger of two with a look ahead."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import ReasonBody
from casework.api.case_change import Acting
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import Deed
from casework.application.locked_case import locked_pair
from casework.application.merge_cases import merge_cases, preview_merger
from casework.unit_of_work import CaseworkUnits
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def merging_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The cases that may be the same, and a page for each with what a merger would move."""
    router = APIRouter(include_in_schema=False)
    mergers = _MergingPages(units, pages, clock)

    @router.get("/dossiers/{reference}/dubbels")
    @as_page
    async def duplicates(request: Request, principal: Acting, reference: str) -> Response:
        """The cases that may be the same as this case."""
        return await mergers.list_page(request, principal, reference)

    @router.get("/dossiers/{reference}/dubbels/{into}")
    @as_page
    async def preview(request: Request, principal: Acting, reference: str, into: str) -> Response:
        """What merging the case into that other case would move, and the form that does it."""
        return await mergers.page(request, principal, reference, into=into, form=Form())

    @router.post("/dossiers/{reference}/dubbels/{into}")
    @as_page
    async def merge(request: Request, principal: Acting, reference: str, into: str) -> Response:
        """Merge the case into that other case, and lead there."""
        return await mergers.merged(request, principal, reference, into=into)

    return router


class _MergingPages:
    """The pages, and what the form does."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def list_page(self, request: Request, principal: Principal, reference: str) -> Response:
        """The cases that may be the same, each with why."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case = reader.require(Deed.MERGE, await case_of(reader, uow, reference, today=self._clock.today()))
            rows = await uow.duplicates.of(case)
            shown = await shown_to(reader, uow, [case, *(row.case for row in rows)])
        return self._pages.page(
            request.scope, "duplicates", **of_case(case, shown[case.case_id]), rows=rows, shown_of=shown
        )

    async def page(
        self, request: Request, principal: Principal, reference: str, *, into: str, form: Form, status: int = 200
    ) -> Response:
        """What a merger would move, and what stands in its way."""
        async with self._units() as uow:
            today = self._clock.today()
            reader = await Reader.of(principal, uow, today)
            case = reader.require(Deed.MERGE, await case_of(reader, uow, reference, today=today))
            other = await case_of(reader, uow, into, today=today)
            preview = await preview_merger(uow, case, other)
            shown = await shown_to(reader, uow, [case, other])
        return self._pages.page(
            request.scope,
            "merging",
            status=status,
            **of_case(case, shown[case.case_id]),
            other=other,
            shown_of=shown,
            preview=preview,
            form=Form({**form.values, "version": str(case.version)}, form.errors),
        )

    async def merged(self, request: Request, principal: Principal, reference: str, *, into: str) -> Response:
        """Merge; or show the page again, with what was typed and what stands in the way."""
        sent = await submitted(request, ReasonBody)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    today = self._clock.today()
                    reader = await Reader.of(principal, uow, today)
                    case = reader.require(Deed.MERGE, await case_of(reader, uow, reference, today=today))
                    other = await case_of(reader, uow, into, today=today)
                    case, other = await locked_pair(uow, case.case_id, other.case_id)
                    expect(case.version, form)
                    by = actor(principal)
                    await merge_cases(uow, case, other, reason=sent.body.reason, by=by, clock=self._clock)
                return RedirectResponse(f"/dossiers/{other.reference}?gedaan=merged", 303)
            except NotFound:
                raise
            except ChangedMeanwhile:
                form, status = form.wrong(form=self._pages.dutch.word("wrong", "version")), 412
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, principal, reference, into=into, form=form, status=status)
