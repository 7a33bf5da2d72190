"""`/activiteiten/{id}/inschrijvingen`: the forms by which schools register, and by which places are confirmed."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.activities.api.rights import (
    Provider,
    Registering,
    asker_of,
    require_confirms,
    require_own_registration,
    require_registers,
    require_runs,
)
from consultation.activities.application.act_on_registration import act_on_registration
from consultation.activities.application.register_for_activity import register_for_activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.registering import certifying, confirming, declining, withdrawing
from consultation.activities.domain.states import ActivityStep
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.activities.activity_page import ActivityPages
from consultation.web.activities.forms import CertificatesForm, ConfirmationForm, NothingForm, RegistrationForm
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page

_PART = "#inschrijvingen"


def registration_forms_router(shown: ActivityPages, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The forms by which schools register and withdraw."""
    router = APIRouter(include_in_schema=False)

    @router.post("/activiteiten/{activity_id}/inschrijvingen")
    @as_page
    async def post_registration_form(request: Request, activity_id: UUID, principal: Registering) -> Response:
        """Register: with places, or waiting."""

        async def step(uow: ConsultationUnitOfWork, form: RegistrationForm) -> None:
            asker = await asker_of(principal, uow, clock.today())
            await require_registers(asker, uow, activity_id, organisation_id=form.organisation_id)
            registration = form.registration(clock.now())
            await register_for_activity(uow, activity_id, registration, rules=rules, clock=clock)

        form = ("registration", RegistrationForm)
        return await shown.sent(request, activity_id, form=form, step=step, principal=principal, part=_PART)

    @router.post("/activiteiten/{activity_id}/inschrijvingen/{registration_id}/intrekken")
    @as_page
    async def post_withdrawal_form(
        request: Request, activity_id: UUID, registration_id: UUID, principal: Registering
    ) -> Response:
        """Take a registration back; who waits moves up."""

        async def step(uow: ConsultationUnitOfWork, _: NothingForm) -> None:
            asker = await asker_of(principal, uow, clock.today())
            await require_own_registration(asker, uow, activity_id, registration_id=registration_id)
            act = withdrawing(registration_id, clock.now())
            await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.WITHDRAW, act=act, rules=rules
            )

        form = ("step", NothingForm)
        return await shown.sent(request, activity_id, form=form, step=step, principal=principal, part=_PART)

    return router


def place_forms_router(shown: ActivityPages, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The forms by which places are confirmed or declined, and certificates counted."""
    router = APIRouter(include_in_schema=False)

    @router.post("/activiteiten/{activity_id}/inschrijvingen/{registration_id}/bevestigen")
    @as_page
    async def post_confirmation_form(
        request: Request, activity_id: UUID, registration_id: UUID, principal: Provider
    ) -> Response:
        """Confirm places with a mentor."""

        async def step(uow: ConsultationUnitOfWork, form: ConfirmationForm) -> None:
            await require_confirms(await asker_of(principal, uow, clock.today()), uow, activity_id)
            act = confirming(registration_id, form.mentor, clock.now())
            await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CONFIRM, act=act, rules=rules
            )

        form = ("confirm", ConfirmationForm)
        return await shown.sent(request, activity_id, form=form, step=step, principal=principal, part=_PART)

    @router.post("/activiteiten/{activity_id}/inschrijvingen/{registration_id}/weigeren")
    @as_page
    async def post_decline_form(
        request: Request, activity_id: UUID, registration_id: UUID, principal: Provider
    ) -> Response:
        """Refuse places; who waits moves up."""

        async def step(uow: ConsultationUnitOfWork, _: NothingForm) -> None:
            await require_confirms(await asker_of(principal, uow, clock.today()), uow, activity_id)
            act = declining(registration_id, clock.now())
            await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CONFIRM, act=act, rules=rules
            )

        form = ("step", NothingForm)
        return await shown.sent(request, activity_id, form=form, step=step, principal=principal, part=_PART)

    @router.post("/activiteiten/{activity_id}/inschrijvingen/{registration_id}/attesten")
    @as_page
    async def post_certificates_form(
        request: Request, activity_id: UUID, registration_id: UUID, principal: Provider
    ) -> Response:
        """Note how many certificates were given."""

        async def step(uow: ConsultationUnitOfWork, form: CertificatesForm) -> None:
            await require_runs(await asker_of(principal, uow, clock.today()), uow, activity_id)
            act = certifying(registration_id, form.certificates)
            await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CERTIFY, act=act, rules=rules
            )

        form = ("certificates", CertificatesForm)
        return await shown.sent(request, activity_id, form=form, step=step, principal=principal, part=_PART)

    return router
