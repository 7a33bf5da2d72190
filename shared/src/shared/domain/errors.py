"""Errors a domain raises. All are permanent: the same request fails the same way until something else changes.

They carry the ids a person needs to find the thing, never personal data: an error ends up in logs and in answers.
"""


class DomainError(Exception):
    """A rule of the domain says no. Retrying does not help."""


class NotFound(DomainError):
    """There is no such thing, or the asker may not know of it."""

    def __init__(self, kind: str, identifier: object | None = None) -> None:
        super().__init__(f"no such {kind}" if identifier is None else f"no such {kind}: {identifier}")
        self.kind = kind
        self.identifier = identifier


class Conflict(DomainError):
    """The request contradicts what is there already; `ids` name it."""

    def __init__(self, message: str, **ids: object) -> None:
        super().__init__(message)
        self.ids = ids


class IllegalTransition(Conflict):
    """A state machine's table has no such step; `allowed` names the actions it does have from this state.

    `why` says what stands in the way where that is more than the state.
    """

    def __init__(self, action: str, state: str, allowed: tuple[str, ...], *, why: str | None = None) -> None:
        super().__init__(f"{action} is not possible in state {state}" + (f": {why}" if why else ""))
        self.action = action
        self.state = state
        self.allowed = allowed


class InvalidField(DomainError):
    """A value is not one this field can have; `reason` says why without repeating the value."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
