"""Who may see and change which activity, and register for it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_query import ActivityQuery
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.states import ActivityStatus
from consultation.api.rights import own_seat, runs_cases
from consultation.domain.seat import Seat
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField, NotFound
from shared.domain.roles import Role
from shared.runtime.http import Principal, Problem, allow

_PROVIDERS = (Role.PARTNER, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR)
_REGISTERS = (Role.SCHOOL, Role.COUNSELLOR, *_PROVIDERS)

Provider = Annotated[Principal, allow(*_PROVIDERS)]
"""Who runs activities: the coordinator all, others those of the organisation that they sit for."""

Registering = Annotated[Principal, allow(*_REGISTERS)]
"""Who registers: a school and its counsellors for themselves, and who runs the activity for anybody."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and for which organisations. Somebody of a school runs nothing in its name."""

    principal: Principal
    seat: Seat

    @property
    def is_coordinator(self) -> bool:
        return self.principal.is_any(Role.COORDINATOR)

    @property
    def is_partner(self) -> bool:
        return self.principal.is_any(Role.PARTNER) and not runs_cases(self.principal)

    def provides_for(self, organisation_id: str | None) -> bool:
        """Whether the caller runs what this organisation provides."""
        if self.is_coordinator:
            return True
        return self.principal.is_any(*_PROVIDERS) and organisation_id in self.seat.organisations

    def runs(self, activity: Activity) -> bool:
        return self.provides_for(activity.details.provider)

    def confirms(self, activity: Activity) -> bool:
        """Whether the caller says if a place of this activity is there."""
        by = activity.details.confirmed_by
        return by is not None and self.provides_for(by)

    def sees(self, activity: Activity) -> bool:
        """Whether the caller may know of the activity: a partner of the own, others of all that is not planned."""
        if self.sees_all(activity):
            return True
        return not self.is_partner and activity.status is not ActivityStatus.PLANNED

    def sees_all(self, activity: Activity) -> bool:
        """Whether the caller may know of everybody who registered, and who came in all."""
        return runs_cases(self.principal) or self.runs(activity) or self.confirms(activity)

    def sees_registration(self, activity: Activity, registration: Registration) -> bool:
        """Whether the caller may know that this organisation registered."""
        return self.sees_all(activity) or registration.organisation_id in self.seat.organisations

    def sees_names(self, activity: Activity, registration: Registration) -> bool:
        """Whether the caller may read the names of people: who runs the activity or confirms it, and who registered."""
        runs = self.runs(activity) or self.confirms(activity)
        return runs or registration.organisation_id in self.seat.organisations

    def reads_file(self, activity: Activity) -> bool:
        """Whether the caller reads the subsidy file: who runs the activity, and who runs cases."""
        return runs_cases(self.principal) or self.runs(activity)

    def registers(self, activity: Activity, organisation_id: str) -> bool:
        """Whether the caller registers and withdraws for this organisation."""
        is_own = self.principal.is_any(Role.SCHOOL, Role.COUNSELLOR) and organisation_id in self.seat.organisations
        return is_own or self.runs(activity)

    def narrowed(self, query: ActivityQuery) -> ActivityQuery:
        """The query for what the caller may see."""
        if runs_cases(self.principal):
            return query
        return replace(query, organisations=self.seat.organisations, with_others=not self.is_partner)


async def asker_of(principal: Principal, uow: ConsultationUnitOfWork, today: date) -> Asker:
    """The caller with their seat."""
    return Asker(principal, await own_seat(principal, uow, today))


async def visible_activity(asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID) -> Activity:
    """The activity. Raises NotFound if there is no such activity, or the caller may not know of it."""
    activity = await uow.activities.find(activity_id)
    if activity is None or not asker.sees(activity):
        raise NotFound("activity", activity_id)
    return activity


async def require_runs(asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID) -> Activity:
    """The activity. Raises NotFound as above, and Problem (403) where another organisation runs it."""
    activity = await visible_activity(asker, uow, activity_id)
    if not asker.runs(activity):
        raise Problem("forbidden", "Who provides the activity and the coordinator change it.")
    return activity


async def require_action(
    asker: Asker, uow: ConsultationUnitOfWork, action_id: UUID | None, *, before: Activity | None = None
) -> None:
    """Raises InvalidField for an action that the caller has no part in; the one it was of `before` may stay."""
    is_kept = before is not None and action_id == before.details.action_id
    if action_id is None or is_kept or runs_cases(asker.principal):
        return
    if await uow.policy_actions.find(action_id, asker.seat) is None:
        raise InvalidField("action_id", "is no action of the policy that you have a part in")


async def require_reads_file(asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID) -> Activity:
    """The activity. Raises NotFound as above, and Problem (403) for who neither runs it nor runs cases."""
    if runs_cases(asker.principal):
        return await visible_activity(asker, uow, activity_id)
    return await require_runs(asker, uow, activity_id)


async def require_confirms(asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID) -> Activity:
    """The activity. Raises NotFound as above, and Problem (403) for who does not confirm its places."""
    activity = await visible_activity(asker, uow, activity_id)
    if not asker.confirms(activity):
        raise Problem("forbidden", "The organisation that confirms places and the coordinator do this.")
    return activity


async def require_registers(
    asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID, *, organisation_id: str
) -> Activity:
    """The activity. Raises NotFound as above, and Problem (403) for who can't register this organisation."""
    activity = await visible_activity(asker, uow, activity_id)
    if not asker.registers(activity, organisation_id):
        raise Problem("forbidden", "A school registers for itself; who runs the activity registers others.")
    return activity


async def require_own_registration(
    asker: Asker, uow: ConsultationUnitOfWork, activity_id: UUID, *, registration_id: UUID
) -> Activity:
    """The activity. Raises NotFound where the caller may not know of the registration, Problem (403) as above."""
    activity = await visible_activity(asker, uow, activity_id)
    rows = [row for row in await uow.registrations.of(activity_id) if row.registration_id == registration_id]
    if not rows or not asker.sees_registration(activity, rows[0]):
        raise NotFound("registration", registration_id)
    return await require_registers(asker, uow, activity_id, organisation_id=rows[0].organisation_id)
