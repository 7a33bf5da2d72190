"""What each role may see of a case and do to it, as a table.

Which schools a caller sees follows from the directory; which types of case, from the definition of a type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from shared.domain.roles import Role


class Notices(Enum):
    """Which notices about a case a role may see."""

    NONE = "no notices"
    OWN = "those that the caller got"
    ALL = "every notice"


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may see and do. Whoever has several roles has what any of them has."""

    notices: Notices
    whole_pupil: bool = True
    """Whether the role sees a pupil's family name and half days, beside the first name."""
    acts: bool = False
    """Whether the role changes cases, has a worklist and sees every type of case."""


RIGHTS: Mapping[Role, Right] = {
    Role.COUNSELLOR: Right(Notices.ALL),
    Role.CLB: Right(Notices.OWN),
    Role.YOUTH_COACH: Right(Notices.NONE, whole_pupil=False),
    Role.CASEWORKER: Right(Notices.ALL, acts=True),
    Role.COORDINATOR: Right(Notices.ALL, acts=True),
}
READERS = tuple(RIGHTS)
ACTORS = tuple(role for role, right in RIGHTS.items() if right.acts)
