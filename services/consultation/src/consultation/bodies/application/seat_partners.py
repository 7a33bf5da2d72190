"""All local schools and centres for pupil guidance become members of a consultation body."""

from datetime import date
from uuid import UUID

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.member import Member
from consultation.bodies.domain.partners import local_partners
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def seat_partners(
    uow: ConsultationUnitOfWork, body_id: UUID, *, since: date, clock: Clock, expected: Expectation
) -> PolicyBody:
    """Make every local school and CLB of the directory a member from that day on; who is a member stays so.

    Raises NotFound, InvalidField for more than 500 members, and whatever `expected` raises.
    """
    body = await uow.bodies.get(body_id)
    expected(body.version)
    wanted = [
        Member(member_id=new_id(), organisation_id=partner.organisation_id, since=since)
        for partner in local_partners(await uow.organisations.all())
    ]
    new = [member for member in wanted if not any(member.overlaps(other) for other in body.members)]
    joined = body.joined_by(new, clock.now())
    if joined != body:
        await uow.save(joined)
        get_logger().info("body.partners_seated", aggregate_id=body_id)
    return joined
