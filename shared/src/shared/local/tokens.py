"""Bearer tokens of the local stack."""

import time

from shared.domain.roles import Role
from shared.local.errors import LocalStackError

_OF_A_CONTACT = frozenset({Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH})
DEFAULT_LIFE_S = 8 * 3600


def make_token(
    secret: str,
    role: Role,
    *,
    school: str | None = None,
    contact: str | None = None,
    organisation: str | None = None,
    expires_in: int = DEFAULT_LIFE_S,
) -> str:
    """A signed token, valid for ``expires_in`` seconds. Raises `LocalStackError` when the role needs more."""
    if role is Role.SCHOOL and school is None:
        raise LocalStackError("A token for the role school needs --school, the institution number it is for.")
    if role is Role.PARTNER and organisation is None:
        raise LocalStackError("A token for the role partner needs --organisation, the id in the directory.")
    if role in _OF_A_CONTACT and contact is None:
        raise LocalStackError(f"A token for the role {role} needs --contact, the id in the directory of contacts.")
    import jwt  # with all of its cryptography, which a stack that starts does not need

    now = int(time.time())
    claims: dict[str, object] = {
        "sub": contact or "-".join(("local", role, *_bound_to(role, school, organisation))),
        "iat": now,
        "exp": now + expires_in,
        "roles": [str(role)],
    }
    if school is not None:
        claims["school"] = school
    if contact is not None:
        claims["contact"] = contact
    if organisation is not None:
        claims["organisation"] = organisation
    return jwt.encode(claims, secret, algorithm="HS256")


def _bound_to(role: Role, school: str | None, organisation: str | None) -> tuple[str, ...]:
    """What a role is bound to: a school, or an organisation."""
    bound = {Role.SCHOOL: school, Role.PARTNER: organisation}.get(role)
    return () if bound is None else (bound,)
