"""Stream `consultation.policy.v1`: consultation bodies of the education policy, and what they decide."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Flag, Line, OrganisationId, Slug
from shared.contracts.moments import IsoDate

TOPIC = "consultation.policy.v1"


class BodyMember(WireData):
    """A membership of a contact or of an organisation; the other is null."""

    contact_id: ContactId | None
    """The contact."""
    organisation_id: OrganisationId | None
    """The organisation."""
    since: IsoDate
    """First day."""
    until: IsoDate | None
    """Last day, included; null while it goes on."""


class BodyChanged(Contract):
    """A consultation body as it is now: what was agreed on, and its members."""

    event_type: ClassVar[str] = "be.flankerend.consultation.body-changed.v1"
    topic: ClassVar[str] = TOPIC

    body_id: UUID
    """The body."""
    kind: Slug
    """What it is for, such as `external-consultation`; the list is open."""
    form: Slug
    """`informal` or `advisory-council`; the list is open."""
    name: Line
    """What people call it."""
    deciding: Slug
    """`consensus`, `majority` or `advice`; the list is open."""
    times_a_year: Annotated[int, Field(strict=True, ge=1, le=52)] | None
    """How often it meets in a school year; null where nothing was agreed on."""
    since: IsoDate
    """First day."""
    until: IsoDate | None
    """Last day, included; null while it goes on."""
    members: tuple[BodyMember, ...]
    """Its memberships, with those that ended."""


class DecisionTaken(Contract):
    """A body decided something. What it decided stays in consultation."""

    event_type: ClassVar[str] = "be.flankerend.consultation.decision-taken.v1"
    topic: ClassVar[str] = TOPIC

    body_id: UUID
    """The body."""
    session_id: UUID
    """The session in which it was decided."""
    decision_id: UUID
    """The decision."""
    taken_on: IsoDate
    """Day of the session."""
    way: Slug
    """`consensus`, `majority` or `advice`; the list is open."""
    in_favour: Count | None
    """How many are for it; null with consensus."""
    against: Count | None
    """How many are against it; null with consensus."""
    abstained: Count | None
    """How many abstained; null with consensus, or where nobody counted."""
    has_dissent: Flag
    """Whether dissent was recorded."""
