"""A request with an Idempotency-Key is done once; repeats get the first answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.domain.errors import Conflict
from shared.runtime.http.idempotency import Idempotency
from shared.runtime.http.idempotency_store import Answer, Claimed, IdempotencyStore, Request, Running
from shared.runtime.idempotency_table import idempotency_keys as idempotency_key
from shared.testing.logs import Logs

from .shelf import Shelf

KEY = {"Idempotency-Key": "k-1"}
Authorized = Callable[..., dict[str, str]]


async def age_rows(engine: AsyncEngine, by: timedelta) -> None:
    """As if what is there had been written that much earlier."""
    async with engine.begin() as connection:
        shifted = {"created_at": idempotency_key.c.created_at - by}
        await connection.execute(sa.update(idempotency_key).values(shifted))


async def count_rows(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(idempotency_key))).scalar_one())


async def test_a_repeat_gets_the_first_answer_and_does_nothing(client: httpx.AsyncClient, shelf: Shelf) -> None:
    first = await client.post("/books", json={"title": "a"}, headers=KEY)
    again = await client.post("/books", json={"title": "a"}, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["content-type"] == first.headers["content-type"]
    assert (again.headers["idempotency-replayed"], shelf.books) == ("true", ["a"])
    assert "idempotency-replayed" not in first.headers


async def test_without_a_key_everything_is_done_again(client: httpx.AsyncClient, shelf: Shelf) -> None:
    for _ in range(2):
        await client.post("/books", json={"title": "a"})
    assert shelf.books == ["a", "a"]


@pytest.mark.parametrize("change", ["body", "query"])
async def test_another_body_or_query_is_refused(client: httpx.AsyncClient, shelf: Shelf, change: str) -> None:
    await client.post("/books", json={"title": "a"}, headers=KEY)
    path, title = ("/books", "b") if change == "body" else ("/books?dry_run=true", "a")
    again = await client.post(path, json={"title": title}, headers=KEY)
    assert again.status_code == 422
    assert again.json()["type"] == "urn:flankerend:problem:idempotency-key-reused"
    assert [error["field"] for error in again.json()["errors"]] == ["Idempotency-Key"]
    assert shelf.books == ["a"]


async def test_a_stored_answer_is_for_whoever_may_still_call_the_route(
    client: httpx.AsyncClient, shelf: Shelf, authorized: Authorized
) -> None:
    await client.post("/books", json={"title": "a"}, headers=KEY)
    for roles in (["clb"], ["youth-coach", "operator"]):
        without = await client.post("/books", json={"title": "a"}, headers={**KEY, **authorized(*roles, contact="c-1")})
        assert (without.status_code, "idempotency-replayed" in without.headers) == (403, False)
    assert shelf.books == ["a"]


async def test_an_answer_given_to_one_role_is_not_given_to_another(
    client: httpx.AsyncClient, shelf: Shelf, authorized: Authorized
) -> None:
    await client.post("/books", json={"title": "a"}, headers={**KEY, **authorized("coordinator")})
    lost = await client.post("/books", json={"title": "a"}, headers={**KEY, **authorized("caseworker")})
    kept = await client.post("/books", json={"title": "a"}, headers={**KEY, **authorized("coordinator", "operator")})
    assert (lost.status_code, lost.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert (kept.status_code, kept.headers["idempotency-replayed"], shelf.books) == (201, "true", ["a"])


async def test_one_sub_for_two_schools_is_two_callers(
    client: httpx.AsyncClient, shelf: Shelf, authorized: Authorized
) -> None:
    for school in ("123456", "654321", "123456"):
        await client.post("/books", json={"title": school}, headers={**KEY, **authorized("school", school=school)})
    assert shelf.books == ["123456", "654321"]


async def test_the_key_is_the_caller_s_own_and_the_path_s(
    client: httpx.AsyncClient, shelf: Shelf, authorized: Authorized
) -> None:
    await client.post("/books", json={"title": "a"}, headers=KEY)
    other = await client.post("/books", json={"title": "b"}, headers={**KEY, **authorized(sub="u-2")})
    elsewhere = await client.post("/books/1/lend", headers=KEY)
    assert (other.status_code, elsewhere.status_code, shelf.books) == (201, 200, ["a", "b"])


async def test_a_first_request_that_still_runs_is_in_the_way(client: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.before_adding.clear()
    first = asyncio.create_task(client.post("/books", json={"title": "a"}, headers=KEY))
    await shelf.adding.wait()
    meanwhile = await client.post("/books", json={"title": "a"}, headers=KEY)
    assert meanwhile.status_code == 409
    assert meanwhile.json()["type"] == "urn:flankerend:problem:idempotency-key-in-use"
    shelf.before_adding.set()
    assert (await first).status_code == 201
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).content == (await first).content
    assert shelf.books == ["a"]


async def test_of_many_at_once_one_runs(client: httpx.AsyncClient, shelf: Shelf) -> None:
    answers = await asyncio.gather(*(client.post("/books", json={"title": "a"}, headers=KEY) for _ in range(8)))
    assert shelf.books == ["a"]
    assert {answer.status_code for answer in answers} <= {201, 409}


async def test_a_refusal_is_an_answer_too(client: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.next_errors.append(Conflict("there is one already"))
    first = await client.post("/books", json={"title": "a"}, headers=KEY)
    again = await client.post("/books", json={"title": "a"}, headers=KEY)
    assert (first.status_code, again.status_code, again.content) == (409, 409, first.content)
    assert again.headers["content-type"] == "application/problem+json"
    assert shelf.books == []


@pytest.mark.parametrize("error", [ValueError("fault"), ConnectionRefusedError("away")])
async def test_a_failure_is_not_kept(client: httpx.AsyncClient, shelf: Shelf, error: Exception) -> None:
    shelf.next_errors.append(error)
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code >= 500
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code == 201
    assert shelf.books == ["a"]


async def test_an_unauthenticated_request_claims_nothing(client: httpx.AsyncClient, engine: AsyncEngine) -> None:
    client.headers.pop("Authorization")
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code == 401
    assert await count_rows(engine) == 0


async def test_other_methods_ignore_the_key(client: httpx.AsyncClient, engine: AsyncEngine) -> None:
    assert (await client.get("/books", headers=KEY)).status_code == 200
    assert await count_rows(engine) == 0


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "\xe9"])
async def test_a_key_that_is_no_key_is_a_wrong_field(client: httpx.AsyncClient, key: str, shelf: Shelf) -> None:
    headers = {"Idempotency-Key": key.encode("latin-1")}
    answer = await client.post("/books", json={"title": "a"}, headers=headers)  # type: ignore[arg-type]  # bytes
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert shelf.books == []


async def test_the_claim_of_a_run_that_crashed_lapses(
    client: httpx.AsyncClient, engine: AsyncEngine, shelf: Shelf
) -> None:
    await IdempotencyStore(engine).claim(Request("u-1", "k-1", "/books"))
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code == 409
    await age_rows(engine, timedelta(seconds=61))
    assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code == 201
    assert shelf.books == ["a"]


async def test_a_long_run_keeps_its_claim(
    app: FastAPI, engine: AsyncEngine, shelf: Shelf, authorized: Authorized
) -> None:
    store = IdempotencyStore(engine, lease=timedelta(seconds=0.6))
    layers: list[Any] = app.user_middleware
    next(layer for layer in layers if layer.cls is Idempotency).kwargs["store"] = store
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shelf", headers=authorized()) as client:
        shelf.before_adding.clear()
        first = asyncio.create_task(client.post("/books", json={"title": "a"}, headers=KEY))
        await shelf.adding.wait()
        await asyncio.sleep(1.2)
        assert (await client.post("/books", json={"title": "a"}, headers=KEY)).status_code == 409
        shelf.before_adding.set()
        assert (await first).status_code == 201


async def test_a_run_that_is_cut_off_gives_its_key_back(
    client: httpx.AsyncClient, engine: AsyncEngine, shelf: Shelf
) -> None:
    shelf.before_adding.clear()
    first = asyncio.create_task(client.post("/books", json={"title": "a"}, headers=KEY))
    await shelf.adding.wait()
    first.cancel()
    await asyncio.wait({first})
    assert await count_rows(engine) == 0


async def test_an_answer_is_kept_for_a_day(client: httpx.AsyncClient, engine: AsyncEngine, shelf: Shelf) -> None:
    await client.post("/books", json={"title": "a"}, headers=KEY)
    await age_rows(engine, timedelta(hours=23, minutes=59))
    await client.post("/books", json={"title": "a"}, headers=KEY)
    assert shelf.books == ["a"]
    await age_rows(engine, timedelta(minutes=2))
    await client.post("/books", json={"title": "b"}, headers=KEY)
    assert shelf.books == ["a", "b"]


async def test_old_answers_are_removed(engine: AsyncEngine, logs: Logs) -> None:
    store = IdempotencyStore(engine)
    await store.claim(Request("u-1", "old", "/books"))
    await age_rows(engine, timedelta(hours=25))
    await store.claim(Request("u-1", "new", "/books"))
    await store.purge()
    await store.purge()
    assert logs.line("idempotency.keys_purged")["purged"] == 1
    assert await count_rows(engine) == 1


async def test_the_first_of_two_answers_stays(engine: AsyncEngine) -> None:
    store, request = IdempotencyStore(engine), Request("u-1", "k-1", "/books")
    assert isinstance(await store.claim(request), Claimed)
    assert isinstance(await store.claim(request), Running)
    first, second = Answer(b"h", 201, "text/plain", b"1"), Answer(b"h", 201, "text/plain", b"2")
    await store.finish(request, first)
    await store.finish(request, second)
    await store.release(request)
    assert await store.claim(request) == first


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_streamed_body_counts_as_a_whole(client: httpx.AsyncClient, shelf: Shelf) -> None:
    first = await client.post("/imports", content=chunks(b"abc", b"def"), headers=KEY)
    same = await client.post("/imports", content=chunks(b"a", b"bcdef"), headers=KEY)
    other = await client.post("/imports", content=chunks(b"abc", b"dex"), headers=KEY)
    assert (first.json(), same.json(), other.status_code) == ({"bytes": 6}, {"bytes": 6}, 422)


async def test_a_body_the_route_does_not_read_counts_too(client: httpx.AsyncClient) -> None:
    first = await client.post("/unread-imports", content=chunks(b"abc", b"def"), headers=KEY)
    same = await client.post("/unread-imports", content=chunks(b"abcdef"), headers=KEY)
    other = await client.post("/unread-imports", content=chunks(b"abcxyz"), headers=KEY)
    assert (first.status_code, same.status_code, other.status_code) == (200, 200, 422)


async def test_a_body_that_is_too_large_is_not_read_on(client: httpx.AsyncClient, engine: AsyncEngine) -> None:
    answer = await client.post("/unread-imports", content=chunks(b"x" * 4096, b"x"), headers=KEY)
    assert answer.status_code == 413
    assert await count_rows(engine) == 0


async def test_without_the_table_the_answer_still_goes_out(
    client: httpx.AsyncClient, engine: AsyncEngine, shelf: Shelf, logs: Logs
) -> None:
    shelf.before_adding.clear()
    first = asyncio.create_task(client.post("/books", json={"title": "a"}, headers=KEY))
    await shelf.adding.wait()
    async with engine.begin() as connection:
        await connection.execute(sa.text("DROP TABLE idempotency_key"))
    shelf.before_adding.set()
    assert (await first).status_code == 201
    assert logs.line("idempotency.key_unsaved")["error.code"] == "42P01"
