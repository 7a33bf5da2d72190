"""Notes of a case, for whoever may read each; what they said before is kept."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.tokens import bearer

from .harness import SCHOOL, Harness, contact, level_reached

CLB = bearer("clb", contact="clb-1")
COLLEAGUE = bearer("coordinator", sub="u-2")


@pytest.fixture
async def case_id(harness: Harness) -> str:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    for role in ("clb", "youth-coach"):
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    return str((await harness.only_case())["case_id"])


async def notes(harness: Harness, case_id: str, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    answer = await harness.http.get(f"/cases/{case_id}/notes", headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_everybody_sees_that_a_note_exists_and_reads_what_is_meant_for_him(
    harness: Harness, case_id: str
) -> None:
    for visibility in ("own", "team", "partners"):
        assert (await harness.act(case_id, "notes", text=visibility, visibility=visibility)).status_code == 200
    await harness.act(case_id, "notes", text="zonder keuze")
    mine = await notes(harness, case_id)
    assert [note["text"] for note in mine] == ["own", "team", "partners", "zonder keuze"]
    assert [note["visibility"] for note in mine] == ["own", "team", "partners", "team"]
    assert [note["text"] for note in await notes(harness, case_id, COLLEAGUE)] == [
        *(None, "team", "partners", "zonder keuze")
    ]
    of_clb = await notes(harness, case_id, CLB)
    assert [(note["text"], note["by"]) for note in of_clb] == [
        *((None, None), (None, None), ("partners", "cw-1"), (None, None))
    ]
    coach = bearer("youth-coach", contact="youth-coach-1")
    assert [note["text"] for note in await notes(harness, case_id, coach)] == [None, None, "partners", None]
    await harness.act(case_id, "assign", assignee="youth-coach-1")
    assert [note["text"] for note in await notes(harness, case_id, coach)] == [
        *(None, "team", "partners", "zonder keuze")
    ]


async def test_its_author_changes_a_note_and_what_it_said_is_kept(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "notes", text="Moeder belt terug.", visibility="partners")
    [note] = await notes(harness, case_id)
    path = f"/cases/{case_id}/notes/{note['note_id']}"

    async def put(headers: dict[str, str], **body: str) -> httpx.Response:
        return await harness.http.put(path, json=body, headers=headers)

    changed = await put({"If-Match": '"1"'}, text="Moeder belde terug.", visibility="team")
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert (changed.json()["text"], changed.json()["version"]) == ("Moeder belde terug.", 2)
    assert (await put({}, text="x")).status_code == 428
    assert (await put({"If-Match": '"1"'}, text="x")).status_code == 412
    assert (await put({"If-Match": '"2"', **COLLEAGUE}, text="x")).status_code == 403
    wrong = await put({"If-Match": '"2"'}, text="x", visibility="nobody")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "visibility")
    same = await put({"If-Match": '"2"'}, text="Moeder belde terug.", visibility="team")
    assert same.json()["version"] == 2

    answer = await harness.http.get(f"{path}/revisions")
    assert [(item["version"], item["text"], item["visibility"]) for item in answer.json()["items"]] == [
        (1, "Moeder belt terug.", "partners"),
        (2, "Moeder belde terug.", "team"),
    ]
    first = (await harness.http.get(f"{path}/revisions", params={"limit": 1})).json()
    rest = (await harness.http.get(f"{path}/revisions", params={"limit": 1, "cursor": first["next"]})).json()
    assert [item["version"] for page in (first, rest) for item in page["items"]] == [1, 2]
    assert (await harness.http.get(f"{path}/revisions", headers=CLB)).status_code == 403
    assert (await harness.http.get(f"/cases/{case_id}/notes/{uuid4()}/revisions")).status_code == 404
    assert (await harness.only_case())["version"] == 1


async def test_notes_and_their_revisions_move_with_a_merged_case(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "notes", text="eerst")
    [note] = await notes(harness, case_id)
    body = {"text": "dan"}
    await harness.http.put(f"/cases/{case_id}/notes/{note['note_id']}", json=body, headers={"If-Match": '"1"'})
    other = level_reached(pupil="P-2")
    await harness.receive(other, str(other.person_id))
    [target] = [case["case_id"] for case in await harness.cases() if case["case_id"] != case_id]
    async with harness.service.units() as uow:
        await uow.files.move(case_id, target)
    assert [item["text"] for item in await notes(harness, target)] == ["dan"]
    answer = await harness.http.get(f"/cases/{target}/notes/{note['note_id']}/revisions")
    assert [item["text"] for item in answer.json()["items"]] == ["eerst", "dan"]
