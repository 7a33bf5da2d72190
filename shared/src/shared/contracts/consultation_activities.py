"""Stream `consultation.policy.v1`: activities of the education policy, once they were held."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.consultation_policy import TOPIC
from shared.contracts.contract import Contract
from shared.contracts.fields import Count, OrganisationId, Slug
from shared.contracts.moments import IsoDate


class ActivityHeld(Contract):
    """An activity was held; again with other numbers where they were put right.

    Numbers of people, and of what they were given, are null where they are so small that they could point at a child.
    """

    event_type: ClassVar[str] = "be.flankerend.consultation.activity-held.v1"
    topic: ClassVar[str] = TOPIC

    activity_id: UUID
    """The activity."""
    kind: Slug
    """Its kind, such as `brede-school`; the list is open."""
    action_id: UUID | None
    """The action of the policy that it is of; null for none."""
    organisation_id: OrganisationId
    """The organisation that ran it."""
    day: IsoDate
    """Day of its last session; its last day for an activity without sessions."""
    sessions: Count
    """How many sessions were held."""
    organisations: Count
    """How many schools and other organisations registered."""
    participants: Count | None
    """How many people took part, each counted once; null if too small to tell."""
    places: Count | None
    """How many places were given; null if too small to tell."""
    handed_out: Count | None
    """How many things were handed out; null if too small to tell."""
    redeemed: Count | None
    """How many vouchers came back; null if too small to tell."""
    certificates: Count | None
    """How many certificates were given; null if too small to tell."""
    hours: Annotated[float, Field(strict=True, ge=0, le=1_000_000, allow_inf_nan=False)]
    """Hours of paid guides, to the quarter."""
