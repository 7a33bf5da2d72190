"""An activity and its registrations as somebody may see them."""

from uuid import UUID

from fastapi import Response

from consultation.activities.api.activity_answers import ActivityAnswer
from consultation.activities.api.registration_answers import RegistrationAnswer
from consultation.activities.api.rights import Asker
from consultation.activities.domain.activity import Activity
from consultation.activities.domain.register import Register
from consultation.activities.domain.registration import Registration
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.http import set_etag


async def answered(
    asker: Asker, uow: ConsultationUnitOfWork, activity: Activity, *, response: Response
) -> ActivityAnswer:
    """The activity for this caller, with its version in the header of `response`."""
    set_etag(response, activity.version)
    return answered_with(asker, activity, await uow.registrations.of(activity.activity_id))


def answered_with(asker: Asker, activity: Activity, registrations: tuple[Registration, ...]) -> ActivityAnswer:
    """The activity for this caller."""
    own = frozenset(row.registration_id for row in registrations if asker.sees_registration(activity, row))
    shown = None if asker.sees_all(activity) else own
    register = Register(activity.details.capacity, waits=True, registrations=registrations)
    return ActivityAnswer.of(activity, register, shown, reads_file=asker.reads_file(activity))


def answered_registrations(
    asker: Asker, activity: Activity, registrations: tuple[Registration, ...]
) -> list[RegistrationAnswer]:
    """The registrations that this caller may see, in order of arrival."""
    ahead: dict[UUID, int] = {}
    for row in registrations:
        if row.stands and not row.is_placed:
            ahead[row.registration_id] = len(ahead)
    return [
        RegistrationAnswer.of(row, with_names=asker.sees_names(activity, row), ahead=ahead.get(row.registration_id))
        for row in registrations
        if asker.sees_registration(activity, row)
    ]


def answered_registration(
    asker: Asker, activity: Activity, register: Register, *, registration_id: UUID
) -> RegistrationAnswer:
    """A registration that this caller may see."""
    answers = answered_registrations(asker, activity, register.registrations)
    return next(row for row in answers if row.registration_id == registration_id)
