"""`/aanbod/beheer`: the offers of a provider, or all; a new one, and what becomes of one."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Member
from consultation.domain.contact import Contact
from consultation.domain.organisation import OrganisationKind
from consultation.domain.themes import Themes
from consultation.offers.adapters.offer_table import euros
from consultation.offers.adapters.offer_workbook import MEDIA_TYPE
from consultation.offers.api.offer_files import exported
from consultation.offers.api.rights import may_provide, providers_of, schools_of
from consultation.offers.application.act_on_offer import restore_offer, withdraw_offer
from consultation.offers.application.add_offer import add_offer
from consultation.offers.application.change_offer import change_offer
from consultation.offers.domain.offer import Offer
from consultation.offers.domain.offer_query import OfferQuery
from consultation.offers.storage.offers import place_of
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.forms import LEVEL, ChangedOfferForm, OfferForm
from consultation.web.offers.import_page import add_import_page
from consultation.web.offers.refusals import carried_out
from consultation.web.offers.words import LEVELS, OFFER_STATUSES, PER, named
from consultation.web.versions import still
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.csv_answer import CSV
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_MEDIA_TYPES = {"csv": CSV, "xlsx": MEDIA_TYPE}


def own_offers_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The pages on which providers and the coordinator keep offers, and schools see what they can ask for."""
    router = APIRouter(include_in_schema=False)
    add_import_page(router, units, pages, clock=clock)
    shown = _OwnPages(units, pages, themes=themes, clock=clock)

    @router.get("/aanbod/beheer")
    @as_page
    async def own_offers_page(request: Request, principal: Member, page: Paged, als: str = "") -> Response:
        """Own offers of a provider; of a school what it can have; all for who runs the policy. With `als` a file."""
        if als in _MEDIA_TYPES:
            return await exported(units, principal, _MEDIA_TYPES[als], clock=clock)
        async with units() as uow:
            asked, provides = await shown.asked(uow, principal)
            after = page.after(str, UUID)
            rows = await uow.offers.page(asked, after=after, limit=page.limit + 1)
            organisations = {row.organisation_id: row.name for row in await uow.organisations.all()}
        offers, following = page.cut(rows, place_of)
        return pages.page(
            request.scope,
            "own_offers",
            offers=offers,
            following=following,
            organisations=organisations,
            provides=provides,
            is_school=principal.is_any(Role.SCHOOL, Role.COUNSELLOR),
            judges=principal.is_any(Role.COORDINATOR, Role.CASEWORKER),
            today=clock.today(),
            STATUSES=OFFER_STATUSES,
            THEMES=named(themes),
        )

    @router.get("/aanbod/nieuw")
    @as_page
    async def new_offer_page(request: Request, principal: Member) -> Response:
        """The form for another offer."""
        return await shown.form(request, principal, Form({"from": clock.today().isoformat()}))

    @router.post("/aanbod/nieuw")
    @as_page
    async def post_new_offer(request: Request, principal: Member) -> Response:
        """Keep an offer; the same form sent again keeps no other."""

        async def step(uow: ConsultationUnitOfWork, form: OfferForm) -> None:
            await may_provide(principal, uow, form.provider, clock=clock)
            await add_offer(uow, form.details(), clock=clock)

        sent = await submitted(request, OfferForm)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.form(request, principal, wrong[0], status=wrong[1])
        return RedirectResponse("/aanbod/beheer", 303)

    return router


def change_offer_router(units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> APIRouter:
    """The pages that change an offer."""
    router = APIRouter(include_in_schema=False)
    shown = _OwnPages(units, pages, themes=themes, clock=clock)

    async def own(principal: Principal, offer_id: UUID) -> Offer:
        async with units() as uow:
            offer = await uow.offers.find(offer_id)
            if offer is None:
                raise NotFound("offer", offer_id)
            await may_provide(principal, uow, offer.details.provider, clock=clock)
        return offer

    @router.get("/aanbod/{offer_id}/wijzigen")
    @as_page
    async def change_offer_page(request: Request, offer_id: UUID, principal: Member) -> Response:
        """The form of an offer as it is."""
        offer = await own(principal, offer_id)
        return await shown.form(request, principal, _as_form(offer), offer=offer)

    @router.post("/aanbod/{offer_id}/wijzigen")
    @as_page
    async def post_changed_offer(request: Request, offer_id: UUID, principal: Member) -> Response:
        """Change an offer; the fields are those of a new one. A form for an older version is shown again."""
        offer = await own(principal, offer_id)

        async def step(uow: ConsultationUnitOfWork, form: ChangedOfferForm) -> None:
            details = form.details()
            changes = {name: getattr(details, name) for name in details.__slots__ if name != "provider"}
            expected = still(form.version)
            await change_offer(uow, offer_id, changes, clock=clock, expected=expected)  # type: ignore[arg-type]  # all

        sent = await submitted(request, ChangedOfferForm, provider=offer.details.provider)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.form(request, principal, wrong[0], status=wrong[1], offer=offer)
        return RedirectResponse("/aanbod/beheer", 303)

    @router.post("/aanbod/{offer_id}/intrekken")
    @as_page
    async def post_withdrawn_offer(offer_id: UUID, principal: Member) -> Response:
        """Take an offer from what schools can have."""
        await own(principal, offer_id)
        async with units() as uow:
            await withdraw_offer(uow, offer_id, clock=clock)
        return RedirectResponse("/aanbod/beheer", 303)

    @router.post("/aanbod/{offer_id}/terugzetten")
    @as_page
    async def post_restored_offer(offer_id: UUID, principal: Member) -> Response:
        """Let schools have an offer again."""
        await own(principal, offer_id)
        async with units() as uow:
            await restore_offer(uow, offer_id, clock=clock)
        return RedirectResponse("/aanbod/beheer", 303)

    return router


class _OwnPages:
    """What these pages show, and to which caller."""

    def __init__(self, units: Units, pages: Pages, *, themes: Themes, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._themes = themes
        self._clock = clock

    async def asked(
        self, uow: ConsultationUnitOfWork, principal: Principal
    ) -> tuple[OfferQuery, tuple[str, ...] | None]:
        """Which offers the caller begins with, and the organisations they provide for; None for all."""
        if principal.is_any(Role.COORDINATOR):
            return OfferQuery(), None
        if schools := await schools_of(principal, uow, self._clock):
            return OfferQuery(on=self._clock.today(), school=schools[0]), ()
        provides = await providers_of(principal, uow, self._clock)
        query = OfferQuery(on=self._clock.today())
        return (replace(OfferQuery(), providers=provides) if provides else query), provides

    async def form(
        self, request: Request, principal: Principal, form: Form, *, status: int = 200, offer: Offer | None = None
    ) -> Response:
        """The form of an offer, new or as it is, for whoever may provide it."""
        async with self._units() as uow:
            own = None if principal.is_any(Role.COORDINATOR) else await providers_of(principal, uow, self._clock)
            providers = [
                (row.organisation_id, row.name)
                for row in await uow.organisations.all()
                if row.kind is not OrganisationKind.SCHOOL and (own is None or row.organisation_id in own)
            ]
            if offer is not None:
                providers = [row for row in providers if row[0] == offer.details.provider]
            contacts = _to_choose(await uow.contacts.all(), providers)
        if status == 412 and offer is not None:
            form = Form({**form.values, "version": str(offer.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "offer_form",
            status=status,
            form=form,
            offer=offer,
            providers=providers,
            contacts=contacts,
            LEVEL=LEVEL,
            LEVELS=LEVELS,
            PER=list(PER.items()),
            THEMES=list(named(self._themes).items()),
        )


def _to_choose(contacts: Sequence[Contact], providers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Who works for one of these organisations: id and name, with the organisation where there are several."""
    names = dict(providers)
    return [
        (row.contact_id, row.details.name if len(names) == 1 else f"{row.details.name} ({names[works_for]})")
        for row in sorted(contacts, key=lambda contact: contact.details.name)
        if (works_for := row.details.organisation_id) is not None and works_for in names
    ]


def _as_form(offer: Offer) -> Form:
    details = offer.details
    plain = {name: getattr(details, name) for name in ("title", "description", "booking", "link", "email", "phone")}
    numbers = {name: getattr(details, name) for name in ("age_from", "age_until", "capacity")}
    fields = {
        **plain,
        **numbers,
        "version": str(offer.version),
        "theme": details.theme.value,
        "schools": " ".join(details.schools),
        "from": details.since.isoformat(),
        "until": details.until.isoformat() if details.until else None,
        "cost": euros(details.cost) or None,
        "cost_per": details.cost_per.value if details.cost_per else None,
        "contact_id": details.contact_id,
        "shows_contact": "ja" if details.shows_contact else None,
        **{f"{LEVEL}{level}": "ja" for level in details.levels},
    }
    return Form({name: str(value) for name, value in fields.items() if value is not None})
