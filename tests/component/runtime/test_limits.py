"""Bodies are limited as they stream in, with or without an announced length."""

from collections.abc import AsyncIterator

import httpx
import pytest

from .shelf import Shelf

MIB = 1024 * 1024
JSON = {"Content-Type": "application/json"}


async def pieces(total: int, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    """A body of unannounced length."""
    for _ in range(total // size):
        yield b"x" * size
    yield b"x" * (total % size)


def book_of(size: int) -> bytes:
    """A body of exactly ``size`` bytes."""
    return b'{"title": "' + b"x" * (size - 13) + b'"}'


async def test_json_of_one_mebibyte_is_taken(client: httpx.AsyncClient) -> None:
    answer = await client.post("/books", content=book_of(MIB), headers=JSON)
    assert answer.status_code == 201


@pytest.mark.parametrize("announced", [True, False])
async def test_json_of_more_is_too_large(client: httpx.AsyncClient, shelf: Shelf, announced: bool) -> None:
    async def unannounced() -> AsyncIterator[bytes]:
        yield book_of(MIB + 1)

    answer = await client.post("/books", content=book_of(MIB + 1) if announced else unannounced(), headers=JSON)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["max_bytes"] == MIB
    assert shelf.books == []


async def test_a_body_that_lies_about_its_length_is_too_large(client: httpx.AsyncClient) -> None:
    headers = {**JSON, "Content-Length": "10"}
    answer = await client.post("/books", content=pieces(2 * MIB), headers=headers)
    assert answer.status_code == 413


async def test_a_body_nobody_asked_for_is_limited_by_its_announced_length(client: httpx.AsyncClient) -> None:
    answer = await client.request("GET", "/books", content=book_of(MIB + 1), headers=JSON)
    assert answer.status_code == 413


async def test_an_import_streams_through(client: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await client.post("/imports", content=pieces(20 * MIB + 1))
    assert answer.json() == {"bytes": 20 * MIB + 1}
    assert shelf.largest_piece == 64 * 1024


async def test_an_import_beyond_its_limit_is_too_large(client: httpx.AsyncClient, shelf: Shelf) -> None:
    headers = {"Content-Length": str(512 * MIB + 1)}
    request = client.build_request("POST", "/imports", headers=headers, content=pieces(1))
    answer = await client.send(request)
    assert (answer.status_code, answer.json()["max_bytes"]) == (413, 512 * MIB)
    assert shelf.bytes_imported == 0
