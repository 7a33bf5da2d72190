"""`/taken`: the own tasks of a counsellor, a CLB and a youth coach, with the case as far as each may see it."""

from typing import Any
from uuid import uuid4

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact

from shared.contracts.consultation_meetings import ActionAgreed
from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened


@pytest.fixture
async def clb(harness: Harness, browsers: Browsers) -> Browser:
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    return await browsers(Role.CLB, contact="clb-1")


async def agreed(harness: Harness, case: dict[str, Any], due_on: str) -> str:
    """A task of the CLB's that was agreed at a meeting; its id."""
    told = {"meeting_id": uuid4(), "case_id": case["case_id"], "action_id": uuid4(), "owner": "clb-1", "due_on": due_on}
    action = ActionAgreed.model_validate(told)
    await harness.receive(action, str(action.meeting_id))
    tasks = (await harness.http.get(f"/cases/{case['case_id']}/tasks")).json()["items"]
    return str(next(task["task_id"] for task in tasks if task["due"] == due_on))


async def test_a_task_is_shown_with_its_case_until_it_is_done(harness: Harness, clb: Browser) -> None:
    assert "U hebt geen open taken." in (await clb.open("/taken")).text
    case = await opened(harness)
    late, later = await agreed(harness, case, "2026-11-20"), await agreed(harness, case, "2026-11-27")
    page = await clb.open("/taken")
    assert page.text.index("20/11/2026 te laat") < page.text.index("27/11/2026")
    assert f"{case['reference']}, Amina Vandeputte" in page.text
    assert f"/dossiers/{case['reference']}" in page.links
    done = await clb.send(f"/taken/{late}/klaar")
    assert (done.status, done.answer.headers["location"]) == (303, "/taken?gedaan=task-done")
    page = await clb.open("/taken?gedaan=task-done")
    assert ("De taak is klaar." in page.text, "20/11/2026" in page.text) == (True, False)
    assert (await clb.send(f"/taken/{later}/klaar")).status == 303
    assert "U hebt geen open taken." in (await clb.open("/taken")).text


async def test_of_a_case_that_is_not_the_owners_to_see_there_is_the_reference_alone(
    harness: Harness, clb: Browser
) -> None:
    case = await opened(harness, "P-9", OTHER_SCHOOL)
    await agreed(harness, case, "2026-11-27")
    page = await clb.open("/taken")
    assert case["reference"] in page.text
    assert f"/dossiers/{case['reference']}" not in page.links
    assert "Amina" not in page.html


async def test_nobody_finishes_what_somebody_else_has_to_do(harness: Harness, clb: Browser, browsers: Browsers) -> None:
    task = await agreed(harness, await opened(harness), "2026-11-27")
    await harness.receive(contact("clb-2", "clb", SCHOOL), "clb-2")
    other = await browsers(Role.CLB, contact="clb-2")
    assert (await other.send(f"/taken/{task}/klaar")).status == 404
    assert "27/11/2026" in (await clb.open("/taken")).text


async def test_a_task_of_a_case_that_has_ended_says_so(harness: Harness, clb: Browser) -> None:
    case = await opened(harness)
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    await agreed(harness, case, "2026-11-27")
    assert "Het dossier is intussen geëindigd." in (await clb.open("/taken")).text


async def test_tasks_that_do_not_fit_on_a_page_stand_on_the_next(harness: Harness, clb: Browser) -> None:
    case = await opened(harness)
    told = {"meeting_id": uuid4(), "case_id": case["case_id"], "owner": "clb-1", "due_on": "2026-11-27"}
    actions = [ActionAgreed.model_validate(told | {"action_id": uuid4()}) for _ in range(51)]
    await harness.handle(
        *(harness.record(action, action.meeting_id, sequence=1 + at) for at, action in enumerate(actions))
    )
    first = await clb.open("/taken")
    [following] = [link for link in first.links if "cursor=" in link]
    rest = await clb.open(following)
    assert (first.html.count("/klaar"), rest.html.count("/klaar")) == (50, 1)
