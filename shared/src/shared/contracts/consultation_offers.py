"""Of stream `consultation.policy.v1`: what is offered to schools."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.consultation_policy import TOPIC
from shared.contracts.contract import Contract
from shared.contracts.fields import Line, OrganisationId, Slug
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel


class OfferChanged(Contract):
    """An offer to schools as it is now. What it is in words, its cost and who answers for it stay in consultation."""

    event_type: ClassVar[str] = "be.flankerend.consultation.offer-changed.v1"
    topic: ClassVar[str] = TOPIC

    offer_id: UUID
    """The offer."""
    title: Line
    """What it is called."""
    provider: OrganisationId
    """The organisation that offers it."""
    theme: Slug
    """What it is about, such as `language`; the list is open."""
    levels: tuple[EducationLevel, ...]
    """For which levels of education; empty for all."""
    since: IsoDate
    """First day."""
    until: IsoDate | None
    """Last day, included; null for no end."""
    status: Slug
    """`offered` or `withdrawn`; the list is open."""
