"""Which contacts a list is asked for, and who asks."""

from dataclasses import dataclass

from consultation.domain.audience import Audience
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """Contacts with this role, and of this school; None asks for all."""

    audience: Audience
    role: Role | None = None
    school: str | None = None
