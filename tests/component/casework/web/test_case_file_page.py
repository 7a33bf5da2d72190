"""Notes, tasks and contacts: what caseworkers add to a case, on its page and on pages of their own."""

import asyncio
from typing import Any

import pytest
from tests.component.casework.harness import Harness

from .browsers import Browser, opened

NOTE = {"text": "Moeder belt terug."}
TASK = {"text": "School bellen.", "owner": "cw-1", "due": "2026-11-24"}
CONTACT = {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "Vader wist van niets."}


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A new case."""
    return await opened(harness)


@pytest.mark.parametrize(
    ("name", "fields", "says"),
    [
        ("notities", NOTE, "Moeder belt terug. 23/11/2026 om 9.00 uur, door u"),
        ("taken", TASK, "School bellen. Voor u, tegen 24/11/2026"),
        ("contacten", CONTACT, "20/11/2026, ouders, telefoon Vader wist van niets. Genoteerd door u"),
    ],
)
async def test_what_is_added_is_shown(
    browser: Browser, case: dict[str, Any], name: str, fields: dict[str, str], says: str
) -> None:
    path = f"/dossiers/{case['reference']}"
    assert "Hier staat nog niets." in (await browser.open(f"{path}/{name}")).text
    sent = await browser.fill_in(f"{path}/{name}", **fields)
    assert sent.status == 303
    for page in (await browser.open(sent.answer.headers["Location"]), await browser.open(f"{path}/{name}")):
        assert says in page.text


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("notities", {"text": ""}, "Vul dit in."),
        ("notities", {"text": "x" * 2001}, "Gebruik hoogstens 2000 tekens."),
        ("taken", {**TASK, "due": "2026-11-01"}, "Kies vandaag of een dag die nog komt."),
        ("taken", {**TASK, "owner": "somebody"}, "Deze persoon kan nu geen taak krijgen."),
        ("contacten", {**CONTACT, "on": "2026-12-24"}, "Kies vandaag of een dag die voorbij is."),
        ("contacten", {**CONTACT, "means": "pigeon"}, "Kies een van de mogelijkheden."),
    ],
)
async def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(
    browser: Browser, case: dict[str, Any], name: str, fields: dict[str, str], wrong: str
) -> None:
    path = f"/dossiers/{case['reference']}/{name}"
    page = await browser.fill_in(path, **fields)
    assert page.status == 422
    assert wrong in page.text
    assert page.fields(path)["text"] == fields["text"]
    assert "Hier staat nog niets." in page.text


ADDED = [("notities", "notes", NOTE), ("taken", "tasks", TASK), ("contacten", "contacts", CONTACT)]


async def added(harness: Harness, case: dict[str, Any], list_name: str) -> list[dict[str, Any]]:
    """What was added to the case."""
    items: list[dict[str, Any]] = (await harness.http.get(f"/cases/{case['case_id']}/{list_name}")).json()["items"]
    return items


@pytest.mark.parametrize(("name", "list_name", "fields"), ADDED)
@pytest.mark.parametrize("from_page", ["", "/{name}"])
async def test_a_form_that_is_sent_twice_adds_once(
    harness: Harness,
    browser: Browser,
    case: dict[str, Any],
    *,
    name: str,
    list_name: str,
    fields: dict[str, str],
    from_page: str,
) -> None:
    path = f"/dossiers/{case['reference']}"
    form = (await browser.open(path + from_page.format(name=name))).fields(f"{path}/{name}")
    sent = await asyncio.gather(*(browser.send(f"{path}/{name}", **{**form, **fields}) for _ in range(3)))
    sent.append(await browser.send(f"{path.lower()}/{name}", **{**form, **fields}))
    assert {page.status for page in sent} == {303}
    assert len({page.answer.headers["Location"] for page in sent}) == 1
    assert len(await added(harness, case, list_name)) == 1


@pytest.mark.parametrize(("name", "list_name", "fields"), ADDED)
async def test_a_form_that_is_opened_twice_adds_twice(
    harness: Harness, browser: Browser, case: dict[str, Any], name: str, list_name: str, fields: dict[str, str]
) -> None:
    path = f"/dossiers/{case['reference']}/{name}"
    for _ in range(2):
        assert (await browser.fill_in(path, **fields)).status == 303
    assert len(await added(harness, case, list_name)) == 2


async def test_a_form_of_a_step_back_adds_what_was_typed_then(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    path = f"/dossiers/{case['reference']}/notities"
    form = (await browser.open(path)).fields(path)
    for text in ("Moeder belt terug.", "Moeder belde terug."):
        await browser.send(path, **{**form, "text": text})
    assert [note["text"] for note in await added(harness, case, "notes")] == [
        "Moeder belt terug.",
        "Moeder belde terug.",
    ]


async def test_a_form_that_was_wrong_adds_once_when_it_is_right(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    path = f"/dossiers/{case['reference']}/taken"
    wrong = await browser.fill_in(path, **{**TASK, "owner": "somebody"})
    form = {**wrong.fields(path), **TASK}
    assert [(await browser.send(path, **form)).status for _ in range(2)] == [303, 303]
    assert len(await added(harness, case, "tasks")) == 1


async def test_a_task_is_done_with_one_button(browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}"
    await browser.fill_in(f"{path}/taken", **TASK)
    page = await browser.open(path)
    [done] = [part.split('"')[0] for part in page.html.split('action="') if part.split('"')[0].endswith("/klaar")]
    assert (await browser.send(done)).status == 303
    assert "klaar op 23/11/2026" in (await browser.open(path)).text
    assert (await browser.open(path)).html.count("/klaar") == 0


async def test_a_task_of_another_case_is_not_found(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    other = await opened(harness, "P-2")
    await harness.act(other["case_id"], "tasks", **TASK)
    [task] = (await harness.http.get(f"/cases/{other['case_id']}/tasks")).json()["items"]
    page = await browser.send(f"/dossiers/{case['reference']}/taken/{task['task_id']}/klaar")
    assert page.status == 404


async def test_a_long_file_comes_in_pages(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    for number in range(51):
        await harness.act(case["case_id"], "notes", text=f"Nota nummer {number:02}.")
    path = f"/dossiers/{case['reference']}"
    on_case = (await browser.open(path)).text
    assert ("Nota nummer 50." in on_case, "Nota nummer 30." in on_case) == (True, False)
    first = await browser.open(f"{path}/notities")
    [following] = [link for link in first.links if "cursor=" in link]
    second = await browser.open(f"{path}/notities{following}")
    assert [page.text.count("Nota nummer") for page in (first, second)] == [50, 1]
