"""Tokens of tests: every area signs with one secret and asks as whomever a test names."""

from typing import Any

import jwt

SECRET = "a secret of at least thirty-two bytes"
"""What a service under test checks tokens with (``FLANKEREND_TOKEN_SECRET``)."""

_YEAR_2100 = 4_102_444_800


def bearer(*roles: str, sub: str = "u-1", secret: str = SECRET, **claims: Any) -> dict[str, str]:
    """The Authorization header of a token: ``bearer("school", school="123456")``, ``bearer("clb", contact="clb-1")``.

    The token is valid until 2100, unless ``exp`` (Unix seconds) says otherwise.
    """
    content = {"sub": sub, "exp": _YEAR_2100, "roles": [str(role) for role in roles], **claims}
    return {"Authorization": f"Bearer {jwt.encode(content, secret, 'HS256')}"}
