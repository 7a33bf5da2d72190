"""What the register refuses, beside the errors every domain has."""

from shared.domain.errors import Conflict


class StaleVersion(Conflict):
    """The asker saw an older version than `present`."""

    def __init__(self, kind: str, present: int) -> None:
        super().__init__(f"the {kind} is at version {present}")
        self.present = present
