"""Which bodies somebody asks for."""

from dataclasses import dataclass

from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class BodyQuery:
    """Bodies of a kind, and of this seat; None is any."""

    kind: BodyKind | None = None
    seat: Seat | None = None


def sits_in(seat: Seat, body: PolicyBody) -> bool:
    """Whether the contact, or an organisation they come from or represent there, is a member of the body today."""
    return any(
        member.contact_id == seat.contact_id
        or member.organisation_id in seat.organisations
        or seat.contact_id in member.represented_by
        for member in body.members_on(seat.today)
    )
