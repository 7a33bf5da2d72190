"""`/activities/{id}/registrations`: who has a place, and who waits for one."""

from uuid import UUID

from fastapi import APIRouter, Response

from consultation.activities.api.answering import answered_registration, answered_registrations
from consultation.activities.api.registration_answers import RegistrationAnswer
from consultation.activities.api.registration_bodies import (
    CertificatesBody,
    ConfirmationBody,
    FewerPlacesBody,
    RegistrationBody,
)
from consultation.activities.api.rights import (
    Provider,
    Registering,
    asker_of,
    require_confirms,
    require_own_registration,
    require_registers,
    require_runs,
    visible_activity,
)
from consultation.activities.application.act_on_registration import act_on_registration
from consultation.activities.application.register_for_activity import register_for_activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.registering import certifying, confirming, declining, shrinking, withdrawing
from consultation.activities.domain.states import ActivityStep
from consultation.api.rights import Member
from consultation.api.turns import Turns
from consultation.unit_of_work import Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, Principal, listing


def registrations_router(units: Units, turns: Turns, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints by which schools register and withdraw. `turns` begins transactions that wait for each other."""
    router = APIRouter(tags=["activities"])

    async def seen(activity_id: UUID, principal: Principal) -> list[RegistrationAnswer]:
        async with units() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await visible_activity(asker, uow, activity_id)
            return answered_registrations(asker, activity, await uow.registrations.of(activity_id))

    @router.get("/activities/{activity_id}/registrations")
    async def get_registrations(activity_id: UUID, principal: Member, page: Paged) -> Listing[RegistrationAnswer]:
        """Registrations in order of arrival; a school gets its own."""
        after = page.after(int)
        rows = [row for row in await seen(activity_id, principal) if after is None or row.number > after[0]]
        shown, following = page.cut(rows[: page.limit + 1], lambda row: (row.number,))
        return listing(shown, following)

    @router.post("/activities/{activity_id}/registrations", status_code=201)
    async def post_registration(
        activity_id: UUID, body: RegistrationBody, response: Response, principal: Registering
    ) -> RegistrationAnswer:
        """Register: with places, or waiting behind all others; 409 where it is full and nobody waits."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_registers(asker, uow, activity_id, organisation_id=body.organisation_id)
            registration = body.registration(clock.now())
            register = await register_for_activity(uow, activity_id, registration, rules=rules, clock=clock)
        response.headers["Location"] = f"/activities/{activity_id}/registrations/{registration.registration_id}"
        return answered_registration(asker, activity, register, registration_id=registration.registration_id)

    @router.get("/activities/{activity_id}/registrations/{registration_id}")
    async def get_registration(activity_id: UUID, registration_id: UUID, principal: Member) -> RegistrationAnswer:
        """One registration."""
        for row in await seen(activity_id, principal):
            if row.registration_id == registration_id:
                return row
        raise NotFound("registration", registration_id)

    @router.post("/activities/{activity_id}/registrations/{registration_id}/withdraw")
    async def post_withdrawal(activity_id: UUID, registration_id: UUID, principal: Registering) -> RegistrationAnswer:
        """Take a registration back; who waits and fits moves up."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_own_registration(asker, uow, activity_id, registration_id=registration_id)
            withdraw = withdrawing(registration_id, clock.now())
            register = await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.WITHDRAW, act=withdraw, rules=rules
            )
        return answered_registration(asker, activity, register, registration_id=registration_id)

    @router.post("/activities/{activity_id}/registrations/{registration_id}/places")
    async def post_places(
        activity_id: UUID, registration_id: UUID, body: FewerPlacesBody, principal: Registering
    ) -> RegistrationAnswer:
        """Give places back that are not needed; who waits and fits moves up."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_own_registration(asker, uow, activity_id, registration_id=registration_id)
            shrink = shrinking(registration_id, body.places, clock.now())
            register = await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.WITHDRAW, act=shrink, rules=rules
            )
        return answered_registration(asker, activity, register, registration_id=registration_id)

    return router


def registration_steps_router(turns: Turns, *, rules: ActivityRules, clock: Clock) -> APIRouter:
    """The endpoints by which who runs an activity confirms places and counts certificates."""
    router = APIRouter(tags=["activities"])

    @router.post("/activities/{activity_id}/registrations/{registration_id}/confirm")
    async def post_confirmation(
        activity_id: UUID, registration_id: UUID, body: ConfirmationBody, principal: Provider
    ) -> RegistrationAnswer:
        """Confirm places with who looks after whoever comes, such as the personnel department does for internships."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_confirms(asker, uow, activity_id)
            confirm = confirming(registration_id, body.mentor, clock.now())
            register = await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CONFIRM, act=confirm, rules=rules
            )
        return answered_registration(asker, activity, register, registration_id=registration_id)

    @router.post("/activities/{activity_id}/registrations/{registration_id}/decline")
    async def post_decline(activity_id: UUID, registration_id: UUID, principal: Provider) -> RegistrationAnswer:
        """Refuse places; who waits and fits moves up."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_confirms(asker, uow, activity_id)
            decline = declining(registration_id, clock.now())
            register = await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CONFIRM, act=decline, rules=rules
            )
        return answered_registration(asker, activity, register, registration_id=registration_id)

    @router.put("/activities/{activity_id}/registrations/{registration_id}/certificates")
    async def put_certificates(
        activity_id: UUID, registration_id: UUID, body: CertificatesBody, principal: Provider
    ) -> RegistrationAnswer:
        """Note how many people of a registration got a certificate; who they are is not kept."""
        async with turns() as uow:
            asker = await asker_of(principal, uow, clock.today())
            activity = await require_runs(asker, uow, activity_id)
            certify = certifying(registration_id, body.certificates)
            register = await act_on_registration(
                uow, activity_id, registration_id, step=ActivityStep.CERTIFY, act=certify, rules=rules
            )
        return answered_registration(asker, activity, register, registration_id=registration_id)

    return router
