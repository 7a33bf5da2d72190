"""Who may see what of the delivery log."""

from typing import Annotated

from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal

_READS_NAMES = (Role.CASEWORKER, Role.COORDINATOR)

Reader = Annotated[Principal, allow(*_READS_NAMES, Role.OPERATOR)]
"""Who reads the notices and asks for a retry."""

Sender = Annotated[Principal, allow(*_READS_NAMES)]
"""Who says that a notice is not sent, or sent to another."""

Receiver = Annotated[Principal, allow(Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR)]
"""Who answers the notices that came to the caller's contact."""

Own = Annotated[Principal, allow(Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR, Role.CASEWORKER)]
"""Who reads the notices that came to the caller's contact."""

ContentReader = Annotated[Principal, allow(*_READS_NAMES, Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR)]
"""Who reads what a notice says: who runs cases, and its receiver."""


def reads_names(principal: Principal) -> bool:
    """Whether the caller reads the name of the receiver."""
    return principal.is_any(*_READS_NAMES)
