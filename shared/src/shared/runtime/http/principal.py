"""Who asks: what a token says about the person or program behind a request."""

from dataclasses import dataclass, replace

from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Principal:
    """The caller.

    ``school`` is the institution number of a school's software, ``contact`` the contact id of a person in the
    directory. ``organisation`` is the organisation of the directory that a partner works for. ``name`` is what the
    issuer calls a person who signed in, shown on pages alone. An endpoint gets it narrowed to the roles that open that
    endpoint.
    """

    subject: str
    roles: frozenset[Role]
    school: str | None = None
    contact: str | None = None
    name: str | None = None
    organisation: str | None = None

    def limited_to(self, roles: frozenset[Role]) -> "Principal":
        """The same caller with only those of its roles."""
        return replace(self, roles=self.roles & roles)

    def is_any(self, *roles: Role) -> bool:
        """Whether the caller has any of ``roles``."""
        return not self.roles.isdisjoint(roles)
