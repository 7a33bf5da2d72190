"""`/dossiers/{reference}/koppelingen`: the cases that a case is linked to."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.links import LinkBody, case_named, visible_links
from casework.api.readers import Reader, actor, shown_to
from casework.api.reading import Reading
from casework.api.rights import Deed
from casework.application.link_cases import LinkWanted, end_link, link_cases
from casework.application.locked_case import locked_case, locked_pair
from casework.unit_of_work import CaseworkUnits
from casework.web.beside_case import beside
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def link_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The links of a case, with the form for another."""
    router = APIRouter(include_in_schema=False)
    links = _LinkPages(units, pages, clock)

    @router.get("/dossiers/{reference}/koppelingen")
    @as_page
    async def link_list(request: Request, principal: Reading, reference: str) -> Response:
        """The links, and the form for another."""
        return await links.page(request, principal, reference, form=Form())

    @router.post("/dossiers/{reference}/koppelingen")
    @as_page
    async def add_link(request: Request, principal: Changing, reference: str) -> Response:
        """Link the case to another."""
        return await links.linked(request, principal, reference)

    @router.post("/dossiers/{reference}/koppelingen/{link_id}/einde")
    @as_page
    async def remove_link(principal: Changing, reference: str, link_id: UUID) -> Response:
        """The two cases are no longer linked."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.require(Deed.FILE, await case_of(reader, uow, reference, today=clock.today()))
            case = await locked_case(uow, case.case_id)
            visible, _ = await visible_links(uow, reader, case)
            if link_id not in {link.link_id for link, _ in visible}:
                raise NotFound("link", link_id)
            await end_link(uow, case, link_id, by=actor(principal), clock=clock)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=unlinked", 303)

    return router


class _LinkPages:
    """The page, and what its form does."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def page(
        self, request: Request, principal: Principal, reference: str, *, form: Form, status: int = 200
    ) -> Response:
        """The links that the reader may see; the form for whoever acts on the case."""
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, self._clock.today())
            case = await case_of(reader, uow, reference, today=self._clock.today())
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            fields = await beside(reader, uow, case)
            people = await People.among(principal, uow, {link.by for link, _ in fields["links"]})
        fields |= of_case(case, shown)
        return self._pages.page(
            request.scope, "links", status=status, **fields, people=people, acts=shown.file, form=form
        )

    async def linked(self, request: Request, principal: Principal, reference: str) -> Response:
        """Link the case and lead back to it; or answer the form again with what was typed."""
        sent = await submitted(request, LinkBody)
        form, status, today = sent.form, 422, self._clock.today()
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    reader = await Reader.of(principal, uow, today)
                    case = reader.require(Deed.FILE, await case_of(reader, uow, reference, today=today))
                    name = sent.body.case_id or str(sent.body.reference)
                    other_id = await case_named(uow, reader, name, field="reference")
                    case, other = await locked_pair(uow, case.case_id, other_id)
                    wanted = LinkWanted(sent.body.relation, sent.body.reason)
                    await link_cases(uow, case, other, wanted=wanted, by=actor(principal), clock=self._clock)
                return RedirectResponse(f"/dossiers/{case.reference}?gedaan=linked", 303)
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, principal, reference, form=form, status=status)
