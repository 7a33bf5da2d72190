"""A consultation body meets on a day."""

from datetime import datetime
from uuid import UUID

from consultation.bodies.application.call_members import call_members
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.partners import parties
from consultation.domain.local_time import local_day
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def plan_session(
    uow: ConsultationUnitOfWork,
    body_id: UUID,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    invited: People | None,
) -> BodySession:
    """Keep a session, and tell who is invited. Who is a member on that day is invited where `invited` is None.

    Raises NotFound, and InvalidField for times out of order, a day on which the body is not there, and strangers.
    """
    body = await uow.bodies.get(body_id)
    day = local_day(starts_at)
    if not body.is_there_on(day):
        raise InvalidField("starts_at", "is not a day on which the body is there")
    if invited is None:
        contacts, organisations = parties(body.members_on(day))
        invited = People(tuple(contacts), tuple(organisations))
    await require_in_directory(uow, invited)
    session = BodySession(
        session_id=new_id(), body_id=body_id, starts_at=starts_at, ends_at=ends_at, place=place, invited=invited
    )
    called = await call_members(uow, session, body)
    session = await uow.save(called.told_since(None, body.details.name))
    get_logger().info("body.session_planned", aggregate_id=body_id)
    return session


async def require_in_directory(uow: ConsultationUnitOfWork, people: People) -> None:
    """Raises InvalidField for a contact or an organisation that the directory has not."""
    if len(await uow.contacts.all_of(people.contacts)) < len(people.contacts):
        raise InvalidField("invited_contacts", "names somebody who is not in the directory")
    organisations = {organisation.organisation_id for organisation in await uow.organisations.all()}
    if not organisations.issuperset(people.organisations):
        raise InvalidField("invited_organisations", "names what is no organisation of the directory")
