"""`/dossiers/{reference}/doorverwijzen`: the referrals of a case and its consents, with the forms for both."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.consents import locked_consent
from casework.api.readers import Reader, actor, shown_to
from casework.api.referral_bodies import ConsentBody, ReferBody
from casework.api.referral_readers import locked_referral, shown_referrals
from casework.api.rights import Deed
from casework.application.answer_referral import answer_referral
from casework.application.end_consents import end_consent
from casework.application.locked_case import locked_case
from casework.application.record_consent import record_consent
from casework.application.refer_case import refer_case
from casework.domain.case import Case
from casework.domain.consent import Giver, InsteadOfPupil, NotNeeded, Purpose
from casework.domain.referral import ROLE_OF, ReferralReason
from casework.domain.referral_states import Receiver, ReferralStep
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def referring_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """The page, and what its forms send."""
    router = APIRouter(include_in_schema=False)
    referring = _ReferringPage(units, pages, clock)

    @router.get("/dossiers/{reference}/doorverwijzen")
    @as_page
    async def referrals(request: Request, principal: Changing, reference: str, gedaan: str = "") -> Response:
        """The referrals and the consents of a case. ``gedaan`` is what was just done."""
        return await referring.page(request, principal, reference, done=gedaan)

    @router.post("/dossiers/{reference}/doorverwijzen")
    @as_page
    async def refer(request: Request, principal: Changing, reference: str) -> Response:
        """Ask somebody."""
        return await referring.refer(request, principal, reference)

    @router.post("/dossiers/{reference}/toestemming")
    @as_page
    async def consent(request: Request, principal: Changing, reference: str) -> Response:
        """Record a consent."""
        return await referring.record(request, principal, reference)

    @router.post("/dossiers/{reference}/toestemming/{consent_id}/einde")
    @as_page
    async def end(principal: Changing, reference: str, consent_id: UUID) -> Response:
        """A consent was taken back; a consent that has ended stays as it is."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case, taken_back = await locked_consent(reader, uow, consent_id)
            if taken_back.ended_at is None:
                await end_consent(uow, case, taken_back, by=actor(principal), clock=clock)
        return _back(reference, "consent-ended")

    @router.post("/dossiers/{reference}/doorverwijzen/{referral_id}/intrekken")
    @as_page
    async def withdraw(principal: Changing, reference: str, referral_id: UUID) -> Response:
        """No longer ask; a referral that nothing can become of any more stays as it is."""
        step = ReferralStep.WITHDRAW
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case, referral = await locked_referral(reader, uow, referral_id, step=step)
            if referral.stands:
                by = actor(principal)
                await answer_referral(uow, case, referral, step=step, by=by, clock=clock, lengths=lengths)
        return _back(reference, "referral-withdrawn")

    return router


class _ReferringPage:
    """The page with its two forms."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def refer(self, request: Request, principal: Principal, reference: str) -> Response:
        """Ask somebody as the form says; or answer the form again with what was typed."""
        sent = await submitted(request, ReferBody)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    case = await _locked(principal, uow, reference, today=self._clock.today())
                    await refer_case(uow, case, sent.body.asked, by=actor(principal), clock=self._clock)
                return _back(reference, "referred")
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, principal, reference, refer=form, status=status)

    async def record(self, request: Request, principal: Principal, reference: str) -> Response:
        """Record a consent as the form says; or answer the form again with what was typed."""
        sent = await submitted(request, ConsentBody)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    case = await _locked(principal, uow, reference, today=self._clock.today())
                    await record_consent(uow, case, sent.body.given, by=actor(principal), clock=self._clock)
                return _back(reference, "consent")
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, principal, reference, consent=form, status=status)

    async def page(
        self,
        request: Request,
        principal: Principal,
        reference: str,
        *,
        refer: Form | None = None,
        consent: Form | None = None,
        done: str = "",
        status: int = 200,
    ) -> Response:
        """The page as it stands; a form that was refused is shown again as it was typed."""
        today = self._clock.today()
        async with self._units() as uow:
            reader = await Reader.of(principal, uow, today)
            case = reader.require(Deed.REFER, await case_of(reader, uow, reference, today=today))
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            referrals = await shown_referrals(reader, uow, await uow.referrals.of_case(case.case_id))
            consents = await uow.consents.of_case(case.case_id)
            named = {item.referral.asked.contact for item in referrals} - {None}
            contacts = await uow.directory.named([name for name in named if name], tuple(ROLE_OF.values()), today)
            ids = {item.recorded_by for item in consents} | {item.referral.asked_by for item in referrals}
            people = await People.among(principal, uow, ids)
        word = self._pages.dutch.word
        said = word("done", done)
        return self._pages.page(
            request.scope,
            "referring",
            status=status,
            **of_case(case, shown),
            referrals=referrals[::-1],
            consents=consents[::-1],
            people=people,
            today=today,
            names={contact.contact_id: contact.name for contact in contacts},
            contacts=[(item.contact_id, f"{item.name}, {word('role', item.role)}") for item in contacts if item.valid],
            receivers=[(item, word("receiver", item)) for item in Receiver],
            reasons=[(item, word("referral_reason", item)) for item in ReferralReason],
            purposes=[(item, word("purpose", item)) for item in Purpose],
            givers=[(item, word("giver", item)) for item in Giver],
            instead=[(item, word("instead", item)) for item in InsteadOfPupil],
            not_needed=[(item, word("not_needed", item)) for item in NotNeeded],
            refer=refer or Form(),
            consent=consent or Form(),
            done=said if said != done else None,
        )


async def _locked(principal: Principal, uow: CaseworkUnitOfWork, reference: str, *, today: date) -> Case:
    """The case of a reference, locked. Raises NotFound; 403 for whoever does not act on it."""
    reader = await Reader.of(principal, uow, today)
    case = reader.require(Deed.REFER, await case_of(reader, uow, reference, today=today))
    return reader.require(Deed.REFER, await locked_case(uow, case.case_id))


def _back(reference: str, done: str) -> Response:
    return RedirectResponse(f"/dossiers/{reference.upper()}/doorverwijzen?gedaan={done}", 303)
