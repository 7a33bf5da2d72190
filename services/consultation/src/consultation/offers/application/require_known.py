"""What an offer names has to be in the directory."""

from consultation.domain.organisation import OrganisationKind
from consultation.offers.domain.offer import OfferDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField


async def require_known(uow: ConsultationUnitOfWork, details: OfferDetails) -> None:
    """Raises InvalidField for an organisation that the directory has not, and a school that provides.

    Raises it for a contact who does not work for the provider, too: nobody makes the addresses of others public.
    """
    provider = await uow.organisations.find(details.provider)
    if provider is None:
        raise InvalidField("provider", "is no organisation of the directory")
    if provider.kind is OrganisationKind.SCHOOL:
        raise InvalidField("provider", "is a school; a city service, a CLB or a partner is expected")
    if set(details.schools) - set(await uow.organisations.school_names(details.schools)):
        raise InvalidField("schools", "names a school that the directory has not")
    if details.contact_id is None:
        return
    contact = await uow.contacts.find(details.contact_id)
    if contact is None or contact.details.organisation_id != details.provider:
        raise InvalidField("contact_id", "is no contact who works for the provider")
