"""Stream `consultation.policy.v1`: what the agenda of the education policy comes to, for a mail to its coordinators."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.consultation_policy import TOPIC
from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Slug
from shared.contracts.moments import IsoDate


class CountedItem(WireData):
    """How many items of the agenda have a code."""

    code: Slug
    """What is to be done, such as `sessions-to-plan`; the list is open."""
    number: Count
    """How many there are."""
    late: Count
    """How many of them are late."""


class PolicyAgendaCounted(Contract):
    """The agenda of the education policy was counted. What it is about stays in consultation."""

    event_type: ClassVar[str] = "be.flankerend.consultation.policy-agenda-counted.v1"
    topic: ClassVar[str] = TOPIC

    agenda_id: UUID
    """The agenda as it was counted once."""
    counted_on: IsoDate
    """The day."""
    items: Annotated[tuple[CountedItem, ...], Field(max_length=100)]
    """By code; what nobody has to see to is left out."""
    coordinators: Annotated[tuple[ContactId, ...], Field(max_length=100)]
    """The contacts of the directory who are told."""
