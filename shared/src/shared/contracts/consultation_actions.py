"""Stream `consultation.policy.v1`: actions of the education policy."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.consultation_policy import TOPIC
from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Line, OrganisationId, Slug
from shared.contracts.moments import IsoDate

Cents = Annotated[int, Field(strict=True, ge=0, le=100_000_000_000)]
"""An amount in eurocents."""


class ActionBudget(WireData):
    """What an action costs in a calendar year."""

    year: Annotated[int, Field(strict=True, ge=2000, le=2100)]
    """The calendar year."""
    amount_cents: Cents
    """What it costs in that year all together, in eurocents."""
    co_financing_cents: Cents
    """What others pay of it, in eurocents."""


class ActionChanged(Contract):
    """An action of the education policy as it is now. What is done, and what came of it, stay in consultation."""

    event_type: ClassVar[str] = "be.flankerend.consultation.action-changed.v1"
    topic: ClassVar[str] = TOPIC

    action_id: UUID
    """The action."""
    objective_id: UUID
    """Its objective."""
    title: Line
    """What people call it."""
    theme: Slug
    """What it is about, such as `community-school`; the list is open."""
    status: Slug
    """`planned`, `running`, `done` or `not-done`; the list is open."""
    since: IsoDate
    """First day."""
    until: IsoDate | None
    """Last day, included; null while it goes on."""
    owner: ContactId | None
    """The contact who sees to it; null while nobody does."""
    partners: tuple[OrganisationId, ...]
    """The organisations that take part."""
    budget: tuple[ActionBudget, ...]
    """What it costs, by calendar year."""
