"""An organisation is closed on some days."""

from consultation.domain.closures import Closure
from consultation.domain.organisation import Organisation
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork


async def close_organisation(
    uow: ConsultationUnitOfWork, organisation_id: str, closures: tuple[Closure, ...], *, expected: Expectation
) -> Organisation:
    """Say on which days an organisation is closed, all of them: who works for it is away then, its rooms are closed.

    Planned meetings stay; those on such a day say so soon afterwards. Raises NotFound and whatever `expected` raises.
    """
    before = await uow.organisations.get(organisation_id)
    expected(before.version)
    changed = before.closed(closures)
    if changed == before:
        return before
    uow.contacts.look_anew()
    return await uow.save(changed)
