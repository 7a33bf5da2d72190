"""Which tokens are valid and what they say."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from shared.domain.roles import Role
from shared.runtime.http.issuer_keys import IssuerKeys
from shared.runtime.http.principal import Principal
from shared.runtime.http.tokens import InvalidTokenError, Tokens, principal_of

SECRET = "a secret of at least thirty-two bytes"


def claims(**changes: Any) -> dict[str, Any]:
    """The claims of a caseworker; a change to None leaves one out."""
    all_claims = {"sub": "u-1", "exp": time.time() + 3600, "roles": ["caseworker"], **changes}
    return {name: value for name, value in all_claims.items() if value is not None}


def token(secret: str = SECRET, **changes: Any) -> str:
    return jwt.encode(claims(**changes), secret, "HS256")


async def test_a_valid_token_names_its_holder() -> None:
    principal = await Tokens(SECRET).principal(token(contact="mia.p"))
    assert principal == Principal("u-1", frozenset({Role.CASEWORKER}), contact="mia.p")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (token(exp=time.time() - 1), "expired"),
        (token(exp=None), "no exp"),
        (token(sub=None), "no sub"),
        (token(secret="another secret of thirty-two bytes!"), "not valid"),
        (token(sub=17), "not valid"),
        (token(sub="a\x00b"), "no usable sub"),
        (token(sub=""), "no usable sub"),
        ("not.a.token", "not valid"),
        ("", "not valid"),
        (jwt.encode(claims(), "", "none"), "unknown key"),
        (
            jwt.encode(claims(), SECRET * 2, "HS512"),
            "unknown",
        ),
        (jwt.encode(claims(), rsa.generate_private_key(65537, 2048), "RS256"), "unknown key"),
    ],
)
async def test_a_token_that_is_not_valid_opens_nothing(given: str, reason: str) -> None:
    with pytest.raises(InvalidTokenError, match=reason):
        await Tokens(SECRET).principal(given)


class KeysOfMoment(IssuerKeys):
    """The key of an issuer, until it is taken back."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        super().__init__("https://id.example/keys")
        self.key: Any = key.public_key()

    async def find(self, key_id: str | None, algorithm: str) -> Any:
        return self.key


@pytest.mark.parametrize(("ends_in", "later"), [(3600, 61), (30, 31)])
async def test_a_token_is_trusted_for_a_minute_at_most_and_never_past_its_end(
    monkeypatch: pytest.MonkeyPatch, ends_in: int, later: int
) -> None:
    private_key = rsa.generate_private_key(65537, 2048)
    keys, began = KeysOfMoment(private_key), time.time()
    tokens = Tokens(issuer_keys=keys)
    given = jwt.encode(claims(exp=int(began) + ends_in), private_key, "RS256")
    before = await tokens.principal(given)
    keys.key = None
    assert await tokens.principal(given) == before
    monkeypatch.setattr("shared.runtime.http.tokens.time.time", lambda: began + later)
    with pytest.raises(InvalidTokenError):
        await tokens.principal(given)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://other.example", "aud": "flankerend"}, "another issuer"),
        ({"aud": "flankerend"}, "no iss"),
        ({"iss": "https://id.example", "aud": "mailbox"}, "another audience"),
        ({"iss": "https://id.example"}, "no aud"),
    ],
)
async def test_issuer_and_audience_are_checked_where_they_are_set(changes: dict[str, str], reason: str) -> None:
    tokens = Tokens(SECRET, issuer="https://id.example", audience="flankerend")
    with pytest.raises(InvalidTokenError, match=reason):
        await tokens.principal(token(**changes))
    good = await tokens.principal(token(iss="https://id.example", aud=["mailbox", "flankerend"]))
    assert good.subject == "u-1"


async def test_an_audience_does_not_matter_where_none_is_set() -> None:
    assert (await Tokens(SECRET).principal(token(aud="anybody"))).subject == "u-1"


def test_unknown_roles_are_ignored() -> None:
    assert principal_of(claims(roles=["mayor", "clb", 7], contact="c-1")).roles == {Role.CLB}
    assert principal_of(claims(roles="coordinator")).roles == {Role.COORDINATOR}
    assert principal_of(claims(roles=None)).roles == frozenset()
    assert principal_of(claims(roles={"caseworker": True})).roles == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": ["school"]},
        {"roles": ["school"], "school": "12345"},
        {"roles": ["school"], "school": 123456},
        {"roles": ["counsellor"]},
        {"roles": ["partner"]},
        {"roles": ["partner"], "organisation": "a b"},
        {"roles": ["clb"], "contact": "a b"},
        {"roles": ["youth-coach"], "contact": ""},
        {"roles": ["youth-coach", "coordinator"]},
    ],
)
def test_a_role_without_its_claim_is_no_valid_token(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidTokenError):
        principal_of(claims(**changes))


def test_the_reason_never_repeats_the_token() -> None:
    with pytest.raises(InvalidTokenError) as raised:
        principal_of(claims(roles=["clb"], contact="Zonnebloem Vanderkanarie"))
    assert "Zonnebloem" not in str(raised.value)


def test_tokens_cannot_go_unchecked() -> None:
    with pytest.raises(ValueError, match="secret"):
        Tokens()
