"""Somebody becomes a member of a consultation body."""

from collections.abc import Collection
from uuid import UUID

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.member import Member
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger


async def join_body(
    uow: ConsultationUnitOfWork, body_id: UUID, member: Member, *, clock: Clock, expected: Expectation
) -> PolicyBody:
    """Give a body another member.

    Raises NotFound, Conflict for who is a member in that time already, and whatever `expected` raises.
    Raises InvalidField for contacts and an organisation that the directory has not.
    """
    body = await uow.bodies.get(body_id)
    expected(body.version)
    if member.contact_id is not None and await uow.contacts.find(member.contact_id) is None:
        raise InvalidField("contact_id", "is nobody in the directory")
    if member.organisation_id is not None and await uow.organisations.find(member.organisation_id) is None:
        raise InvalidField("organisation_id", "is no organisation of the directory")
    await require_contacts(uow, member.represented_by)
    joined = body.joined_by([member], clock.now())
    await uow.save(joined)
    get_logger().info("body.member_joined", aggregate_id=body_id)
    return joined


async def require_contacts(uow: ConsultationUnitOfWork, representing: Collection[str]) -> None:
    """Raises InvalidField for somebody who comes for an organisation, and is not in the directory."""
    if len(await uow.contacts.all_of(representing)) < len(representing):
        raise InvalidField("represented_by", "names somebody who is not in the directory")
