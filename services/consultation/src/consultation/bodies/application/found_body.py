"""People agreed on a consultation body."""

from consultation.bodies.domain.body import BodyDetails, PolicyBody
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def found_body(uow: ConsultationUnitOfWork, details: BodyDetails, *, clock: Clock) -> PolicyBody:
    """Keep a body, without members yet. Raises InvalidField for pupils of a school that the directory has not."""
    await require_known_schools(uow, details)
    now = clock.now()
    body = PolicyBody(body_id=new_id(), details=details, created_at=now, changed_at=now).founded()
    await uow.save(body)
    get_logger().info("body.founded", aggregate_id=body.body_id)
    return body


async def require_known_schools(uow: ConsultationUnitOfWork, details: BodyDetails) -> None:
    """Raises InvalidField for pupils of a school that is no organisation of the directory."""
    schools = {row.school for row in details.pupils}
    if schools - set(await uow.organisations.school_names(schools)):
        raise InvalidField("pupils", "names a school that the directory has not")
