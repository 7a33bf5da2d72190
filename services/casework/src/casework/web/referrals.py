"""`/doorverwijzingen`: what was asked of the reader, with the answers as buttons."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import Body
from casework.api.readers import Reader, actor
from casework.api.referral_readers import locked_referral, shown_referrals, wanted_referrals
from casework.api.referrals import Answering
from casework.api.rights import Deed
from casework.application.answer_referral import answer_referral
from casework.domain.case import Case
from casework.domain.referral import DeclineReason
from casework.domain.referral_states import OF_ASKER, STANDING, ReferralStep
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.people import People
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


class StepForm(Body):
    """The button that was pressed, and of a refusal why."""

    step: ReferralStep
    reason_code: DeclineReason | None = None


def referrals_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> APIRouter:
    """The referrals that a reader may answer. Who acts on every case sees those of every case."""
    router = APIRouter(include_in_schema=False)

    async def page(request: Request, principal: Principal, *, cursor: str | None, form: Form, status: int) -> Response:
        wanted = wanted_referrals(principal, mine=False, statuses=sorted(STANDING))
        part = page_at(cursor)
        after = part.after(UUID)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            place, limit = (after[0] if after else None), part.limit + 1
            referrals = await uow.referrals.page(wanted, after=place, limit=limit) if wanted else []
            on_page, following = part.cut(referrals, lambda item: (item.referral_id,))
            shown = await shown_referrals(reader, uow, on_page)
            people = await People.among(principal, uow, {item.asked_by for item in on_page})
            asked = {item.asked.contact for item in on_page if item.asked.contact}
            contacts = await uow.directory.named(asked, (), clock.today()) if asked else []
        return pages.page(
            request.scope,
            "referrals",
            status=status,
            items=shown,
            following=following,
            people=people,
            names={contact.contact_id: contact.name for contact in contacts},
            form=form,
            withdraw=OF_ASKER,
            reasons=list(DeclineReason),
        )

    @router.get("/doorverwijzingen")
    @as_page
    async def referrals(
        request: Request,
        principal: Answering,
        cursor: Cursor = None,
        gedaan: Annotated[str, Query(max_length=40)] = "",
    ) -> Response:
        """The referrals that something can still become of, what was asked last in front."""
        values = {"done": pages.dutch.word("done", gedaan)} if gedaan == "answered" else {}
        return await page(request, principal, cursor=cursor, form=Form(values), status=200)

    @router.post("/doorverwijzingen/{referral_id}")
    @as_page
    async def answer(request: Request, principal: Answering, referral_id: UUID) -> Response:
        """Answer a referral, and lead to the case that a coach got by it. What is wrong is said above the list."""
        sent = await submitted(request, StepForm)
        form, status = sent.form, 422
        if sent.body is not None and sent.body.step not in OF_ASKER:
            try:
                async with units() as uow:
                    reader = await Reader.of(principal, uow, clock.today())
                    case, referral = await locked_referral(reader, uow, referral_id, step=sent.body.step)
                    await answer_referral(
                        uow,
                        case,
                        referral,
                        step=sent.body.step,
                        reason=sent.body.reason_code if sent.body.step is ReferralStep.DECLINE else None,
                        by=actor(principal),
                        clock=clock,
                        lengths=lengths,
                    )
                    accepts = sent.body.step is ReferralStep.ACCEPT
                    own = await uow.cases.get(referral.led_to) if accepts and referral.led_to else None
                return RedirectResponse(_after(reader, own), 303)
            except NotFound:
                raise
            except DomainError as error:
                form, status = pages.refused(form, error)
        wrong = form.errors.get("reason_code") or form.errors.get("") or pages.dutch.word("wrong", "reason_code")
        return await page(request, principal, cursor=None, form=Form({}, {"": wrong}), status=status)

    return router


def _after(reader: Reader, led_to: Case | None) -> str:
    """The page after an answer: the case that the reader got by it, else the referrals."""
    if led_to is not None and reader.may(Deed.FILE, led_to):
        return f"/dossiers/{led_to.reference}?gedaan=answered"
    return "/doorverwijzingen?gedaan=answered"
