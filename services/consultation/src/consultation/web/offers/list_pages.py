"""`/aanbod`: what schools can have, open to everybody; `/aanbod/{id}`: one offer."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.domain.themes import Theme, Themes
from consultation.offers.api.public_offers import public_page, shown_offer
from consultation.offers.domain.offer import OLDEST
from consultation.offers.domain.offer_query import OfferQuery
from consultation.unit_of_work import Units
from consultation.web.offers.words import LEVELS, cost, named, target
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.authentication import PRINCIPAL_SCOPE_KEY
from shared.runtime.http.routes import as_public_page
from shared.web.forms import Form
from shared.web.pages import Pages

_LONGEST_SEARCH = 100


def offer_list_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The open pages of offers."""
    router = APIRouter(include_in_schema=False)

    @router.get("/aanbod")
    @as_public_page
    async def offers_page(request: Request, page: Paged) -> Response:
        """What schools can have today or later, by title; filters are fields of the address and need no script."""
        wanted = {name: value for name, value in request.query_params.items() if value.strip()}
        async with units() as uow:
            offers, following = await public_page(uow, _asked(wanted), page, clock=clock)
        filters: dict[str, str] = {name: wanted[name] for name in ("theme", "level", "age", "q") if name in wanted}
        return pages.page(
            request.scope,
            "offers",
            offers=offers,
            following=following,
            form=Form(filters),
            filters=filters,
            THEMES=named(themes),
            LEVELS=LEVELS,
            cost=cost,
            target=target,
        )

    @router.get("/aanbod/{offer_id}")
    @as_public_page
    async def offer_page(request: Request, offer_id: UUID) -> Response:
        """One offer, as everybody may read it."""
        async with units() as uow:
            offer = await shown_offer(uow, offer_id, clock=clock)
        return pages.page(
            request.scope,
            "offer",
            offer=offer,
            may_ask=_may_ask(request.scope.get(PRINCIPAL_SCOPE_KEY)),
            THEMES=named(themes),
            cost=cost,
            target=target,
        )

    return router


def _may_ask(principal: Principal | None) -> bool:
    """Whether somebody asks for offers; who is not signed in may be of a school."""
    return principal is None or principal.is_any(Role.SCHOOL, Role.COUNSELLOR, Role.COORDINATOR)


def _asked(wanted: dict[str, str]) -> OfferQuery:
    """What the address asks for; a value that no offer can have asks for nothing."""
    theme, level, age, words = (wanted.get(name, "").strip() for name in ("theme", "level", "age", "q"))
    return OfferQuery(
        theme=Theme(theme) if theme in [*Theme] else None,
        level=level if level in LEVELS else None,
        age=int(age) if age.isdecimal() and len(age) <= 2 and int(age) <= OLDEST else None,
        words=words[:_LONGEST_SEARCH] if len(words) > 1 else None,
    )
