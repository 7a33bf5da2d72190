"""The plan on its page: rows for goals, actions and days, one more than are filled in."""

from tests.component.casework.harness import Harness

from .browsers import Browser, opened


async def test_a_plan_is_written_row_by_row(harness: Harness, browser: Browser) -> None:
    case = await opened(harness)
    path = f"/dossiers/{case['reference']}"
    first = {"goal-0-text": "Elke dag op school", "goal-0-0-text": "School bellen", "goal-0-0-due": "2026-11-27"}
    assert (await browser.fill_in(f"{path}/plan", **first, **{"evaluate-0": "2026-12-07"})).status == 303
    page = await browser.open(path)
    assert "Elke dag op school loopt" in page.text
    assert "School bellen u, tegen 27/11/2026" in page.text
    assert "Evaluatie op 7/12/2026" in page.text
    form = (await browser.open(f"{path}/plan")).fields(f"{path}/plan")
    assert (form["goal-0-0-text"], form["goal-0-1-text"], form["goal-1-text"]) == ("School bellen", "", "")
    late = {**form, "goal-0-1-text": "Te laat", "goal-0-1-due": "2026-11-01"}
    wrong = await browser.send(f"{path}/plan", **late)
    assert (wrong.status, wrong.fields(f"{path}/plan")["goal-0-1-text"]) == (422, "Te laat")
    right = {**form, "goal-0-state": "reached", "goal-0-0-text": "", "goal-0-0-due": "", "goal-1-text": "Rust thuis"}
    assert (await browser.send(f"{path}/plan", **right)).status == 303
    assert (await browser.send(f"{path}/plan", **right)).status == 412
    page = await browser.open(path)
    assert ("Elke dag op school bereikt" in page.text, "Rust thuis loopt" in page.text) == (True, True)
    [task] = (await harness.http.get(f"/cases/{case['case_id']}/tasks")).json()["items"]
    assert task["dropped_at"] is not None
