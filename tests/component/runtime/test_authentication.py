"""Who comes in: tokens, roles, and the few doors that are open to all."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

Authorized = Callable[..., dict[str, str]]


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic dTpw", "Bearer nonsense", "nonsense"])
@pytest.mark.parametrize("path", ["/books", "/nowhere", "/forgotten"])
async def test_a_request_without_a_valid_token_is_unauthenticated(
    client: httpx.AsyncClient, header: str | None, path: str
) -> None:
    client.headers.pop("Authorization")
    answer = await client.get(path, headers={"Authorization": header} if header is not None else {})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith('Bearer realm="flankerend"')
    assert answer.json()["type"] == "urn:flankerend:problem:unauthenticated"


async def test_an_expired_token_is_told_so(client: httpx.AsyncClient, authorized: Authorized) -> None:
    answer = await client.get("/books", headers=authorized(exp=time.time() - 1))
    assert answer.status_code == 401
    assert answer.json()["detail"] == "the token has expired"
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("roles", "claims"),
    [(["operator"], {}), (["school"], {"school": "123456"}), (["mayor"], {}), (["counsellor"], {"contact": "c-1"})],
)
async def test_a_role_without_the_right_is_forbidden(
    client: httpx.AsyncClient, authorized: Authorized, roles: list[str], claims: dict[str, Any]
) -> None:
    answer = await client.get("/books", headers=authorized(*roles, **claims))
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:flankerend:problem:forbidden"


async def test_the_role_is_judged_before_the_body(client: httpx.AsyncClient, authorized: Authorized) -> None:
    answer = await client.post("/books", json={"title": 7}, headers=authorized("clb", contact="c-1"))
    assert answer.status_code == 403


async def test_an_endpoint_knows_only_the_roles_that_open_it(client: httpx.AsyncClient, authorized: Authorized) -> None:
    answer = await client.get("/whoami", headers=authorized("clb", "operator", "coordinator", contact="c-1"))
    assert answer.json() == {"roles": ["clb"], "sub": "u-1", "contact": "c-1"}


@pytest.mark.parametrize("path", ["/health/live", "/metrics", "/openapi.json", "/docs", "/opening-hours/monday"])
async def test_some_doors_are_open_to_all(client: httpx.AsyncClient, path: str) -> None:
    client.headers.pop("Authorization")
    assert (await client.get(path)).status_code == 200


async def test_an_open_door_stays_open_with_a_bad_token(client: httpx.AsyncClient) -> None:
    answer = await client.get("/opening-hours/monday", headers={"Authorization": "Bearer nonsense"})
    assert answer.status_code == 200


async def test_a_token_never_reaches_the_logs(client: httpx.AsyncClient, authorized: Authorized, logs: Any) -> None:
    header = authorized(sub="zonnebloem@example.org")
    await client.get("/books", headers=header)
    assert header["Authorization"].removeprefix("Bearer ") not in logs.text
    assert "zonnebloem" not in logs.text
