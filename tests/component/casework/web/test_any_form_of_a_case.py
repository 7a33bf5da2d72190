"""What the forms of a case make of what no page of ours sends, and of what is sent twice."""

from typing import Any

import pytest
from tests.component.casework.harness import Harness
from tests.component.web.test_any_form import WRONG, assert_page

from .browsers import Browser, opened

MOVES = ("assign", "assess", "start", "hold", "resume", "request-meeting", "withdraw", "close", "reopen")
FORMS = (*MOVES, "notities", "taken", "contacten")


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A new case."""
    return await opened(harness)


async def task_of(harness: Harness, case: dict[str, Any]) -> str:
    """The id of a new task of a case."""
    await harness.act(case["case_id"], "tasks", text="Bellen.", owner="cw-1", due="2026-11-24")
    [task] = (await harness.http.get(f"/cases/{case['case_id']}/tasks")).json()["items"]
    return next(str(value) for name, value in task.items() if name.endswith("id"))


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_form_that_no_page_sends_is_answered_by_a_page(
    browser: Browser, case: dict[str, Any], wrong: str
) -> None:
    for name in FORMS:
        answer = await browser.http.post(f"/dossiers/{case['reference']}/{name}", **WRONG[wrong])
        if answer.status_code != 303 or name not in ("notities", "start", "assess"):  # any text; moves without text
            assert_page(f"{name} {answer.status_code}", answer)


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "\x1b[31m", "\u202e" * 2001, "\ud7ff" * 2001])
async def test_text_that_cannot_be_kept_comes_back_at_its_field(
    browser: Browser, case: dict[str, Any], text: str
) -> None:
    path = f"/dossiers/{case['reference']}/notities"
    page = await browser.send(path, text=text)
    assert page.status == 422
    assert 'id="veld-text-fout"' in page.html


async def test_text_of_any_script_is_kept(browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}/notities"
    text = "Ünïcode, العربية, 中文, 👩\u200d👧, \u202eomgekeerd"
    assert (await browser.send(path, text=text)).status == 303
    assert text in (await browser.open(path)).html


@pytest.mark.parametrize("move", ["start", "hold", "close", "assign"])
async def test_a_move_that_is_sent_twice_is_made_once(
    harness: Harness, browser: Browser, case: dict[str, Any], move: str
) -> None:
    path = f"/dossiers/{case['reference']}/{move}"
    fields = {"until": "2026-11-30", "reason": "Zo is het.", "outcome": "other", "assignee": "cw-1"}
    form = {**(await browser.open(path)).fields(path), **fields}
    first, second = await browser.send(path, **form), await browser.send(path, **form)
    assert (first.status, second.status) == (303, 412)
    assert (await harness.only_case())["version"] == case["version"] + 1


async def test_a_case_that_is_opened_twice_is_there_once(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    form = {"case_type": case["case_type"], "school": case["school"], "pupil": case["pupil"], "reason": "Zo is het."}
    page = await browser.send("/dossiers/nieuw", **form)
    assert page.status == 409
    assert len(await harness.cases()) == 1


async def test_a_task_that_is_finished_twice_is_finished(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    task_id = await task_of(harness, case)
    path = f"/dossiers/{case['reference']}/taken/{task_id}/klaar"
    assert [(await browser.send(path)).status for _ in range(2)] == [303, 303]


async def test_a_task_of_another_case_is_not_there(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    other = await opened(harness, "P-2")
    task_id = await task_of(harness, other)
    assert (await browser.send(f"/dossiers/{case['reference']}/taken/{task_id}/klaar")).status == 404
