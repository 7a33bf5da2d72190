"""`/beleid/agenda`: what the coordinator has to see to."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Coordinator
from consultation.domain.policy_terms import AgendaTerms
from consultation.domain.themes import Themes
from consultation.overview.application.show_agenda import show_agenda
from consultation.unit_of_work import Units
from consultation.web.overview.words.agenda import NO_THEME, address, said
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def agenda_page_router(units: Units, pages: Pages, *, terms: AgendaTerms, themes: Themes, clock: Clock) -> APIRouter:
    """The page of the agenda."""
    router = APIRouter(include_in_schema=False)

    @router.get("/beleid/agenda")
    @as_page
    async def agenda_page(request: Request, _: Coordinator) -> Response:
        """What is late first, then by day."""
        async with units() as uow:
            items = await show_agenda(uow, terms=terms, clock=clock)
            contacts, organisations = await uow.contacts.all(), await uow.organisations.all()
        names = {contact.contact_id: contact.details.name for contact in contacts}
        names |= {organisation.organisation_id: organisation.name for organisation in organisations}
        return pages.page(
            request.scope,
            "policy_agenda",
            items=items,
            late=sum(item.is_late for item in items),
            said=lambda item: said(item, names),
            address=address,
            about=lambda item: themes.get(item.name, item.name) or NO_THEME,
        )

    return router
