"""Lists come in pages that stay stable, changes name the version they change."""

import httpx

from .shelf import Shelf


async def test_pages_follow_each_other_while_rows_are_written(client: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.books = ["b", "d", "f", "h", "j"]
    first = (await client.get("/books", params={"limit": 2})).json()
    shelf.books += ["a", "e"]
    second = (await client.get("/books", params={"limit": 2, "cursor": first["next"]})).json()
    third = (await client.get("/books", params={"limit": 2, "cursor": second["next"]})).json()
    assert [first["items"], second["items"], third["items"]] == [["b", "d"], ["e", "f"], ["h", "j"]]
    assert third["next"] is None


async def test_fifty_items_are_a_page(client: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.books = [f"{number:03}" for number in range(300)]
    assert len((await client.get("/books")).json()["items"]) == 50
    assert len((await client.get("/books?limit=200")).json()["items"]) == 200


async def test_a_change_names_the_version_it_changes(client: httpx.AsyncClient, shelf: Shelf) -> None:
    book = {"title": "a"}
    assert (await client.put("/books/1", json=book)).status_code == 428
    assert (await client.put("/books/1", json=book, headers={"If-Match": '"2"'})).status_code == 412
    assert shelf.version == 3
    changed = await client.put("/books/1", json=book, headers={"If-Match": '"3"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"4"')


async def test_what_is_new_needs_no_version(client: httpx.AsyncClient) -> None:
    assert (await client.put("/books/2", json={"title": "a"})).status_code == 200


async def test_a_post_checks_a_version_when_one_is_sent(client: httpx.AsyncClient) -> None:
    assert (await client.post("/books/1/lend")).status_code == 200
    assert (await client.post("/books/1/lend", headers={"If-Match": '"3"'})).status_code == 200
    assert (await client.post("/books/1/lend", headers={"If-Match": '"2"'})).status_code == 412
