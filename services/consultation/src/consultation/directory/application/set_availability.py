"""A contact can meet at other times."""

from consultation.directory.application.followers import Followed
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork


async def set_availability(
    uow: ConsultationUnitOfWork,
    contact_id: str,
    availability: Availability,
    *,
    expected: Expectation,
    followed: Followed,
) -> Contact:
    """Say when a contact can meet; planned meetings at another time stay and say so.

    Raises NotFound and whatever `expected` raises.
    """
    async with followed(uow, contact_id):
        before = await uow.contacts.get(contact_id)
        expected(before.version)
        changed = before.available(availability)
        return before if changed == before else await uow.save(changed)
