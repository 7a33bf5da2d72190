"""The forms of assessment and closure: questions, causes, open tasks, and a coordinator's answer."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.component.casework.conftest import running_harness
from tests.component.casework.harness import Harness, contact
from tests.component.casework.of_types import opened as opened_of_type
from tests.conftest import CreateDatabase

from casework.types.definition import case_type
from casework.types.registry import REGISTRY
from shared.domain.roles import Role
from shared.testing.logs import Logs

from .browsers import Browser, Browsers, opened


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A new case."""
    return await opened(harness)


async def test_what_was_found_is_filled_in_and_shown(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}"
    fields = {"check-parents-contacted": "ja", "check-clb-informed": "nee", "cause-friends": "ja"}
    form = {**(await browser.open(f"{path}/assess")).fields(f"{path}/assess")}
    form = {name: text for name, text in form.items() if not name.startswith("cause-")}
    sent = await browser.send(f"{path}/assess", **{**form, **fields})
    assert (sent.status, sent.answer.headers["Location"]) == (303, f"{path}?gedaan=assess")
    found = await harness.only_case()
    assert (found["checks"], found["causes"]) == ({"parents-contacted": True, "clb-informed": False}, ["friends"])
    page = await browser.open(f"{path}?gedaan=assess")
    assert "De antwoorden zijn bewaard." in page.text
    assert "De school sprak met de ouders ja" in page.text
    assert "Oorzaken vrienden" in page.text
    again = await browser.open(f"{path}/assess")
    assert again.fields(f"{path}/assess")["check-clb-informed"] == "nee"
    assert 'name="cause-friends" value="ja" checked' in again.html


async def test_open_tasks_are_named_before_and_after_the_case_is_closed(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    await harness.act(case["case_id"], "tasks", text="ouders bellen", owner="cw-1", due="2026-11-25")
    path = f"/dossiers/{case['reference']}/close"
    page = await browser.open(path)
    assert "ouders bellen" in page.text
    form = {name: text for name, text in page.fields(path).items() if not name.startswith("cause-")}
    refused = await browser.send(path, **{**form, "outcome": "other", "reason": "klaar"})
    assert refused.status == 409
    assert "Dit dossier heeft nog open taken." in refused.text
    assert refused.fields(path)["reason"] == "klaar"
    assert (await harness.only_case())["status"] == "new"


async def test_causes_that_a_type_wants_are_asked_at_their_form(harness: Harness, browser: Browser) -> None:
    case = await opened_of_type(harness, "dropout-risk")
    path = f"/dossiers/{case['reference']}/close"
    form = {name: text for name, text in (await browser.open(path)).fields(path).items() if "cause" not in name}
    form |= {"outcome": "works", "reason": "werkt"}
    refused = await browser.send(path, **form)
    assert refused.status == 422
    assert "Duid minstens één oorzaak aan." in refused.text
    assert (await browser.send(path, **form, **{"cause-friends": "ja"})).status == 303
    [closed] = await harness.cases(status="closed")
    assert closed["causes"] == ["friends"]


async def test_a_coach_sees_the_moves_and_the_file_of_a_case_that_the_coach_was_given(
    harness: Harness, browsers: Browsers
) -> None:
    await harness.receive(contact("coach-1", "youth-coach"), "coach-1")
    coach = await browsers(Role.YOUTH_COACH, contact="coach-1")
    case = await opened_of_type(harness, "dropout-risk")
    path = f"/dossiers/{case['reference']}"
    before = await coach.open(path)
    assert (before.status, f"{path}/start" in before.links, "Taak toevoegen" in before.text) == (200, False, False)
    assert (await coach.send(f"{path}/start", version="1")).status == 403
    await harness.act(case["case_id"], "assign", assignee="coach-1")
    page = await coach.open(path)
    assert f"{path}/start" in page.links
    assert "Taak toevoegen" in page.text
    assert not any(link.startswith("/berichten/dossier") for link in page.links)
    assert (await coach.fill_in(f"{path}/start")).status == 303
    assert (await coach.send(f"{path}/notities", text="intake gedaan")).status == 303
    assert (await harness.http.get(f"/cases/{case['case_id']}")).json()["status"] == "active"


@pytest.mark.parametrize("soort", ["not-enrolled", "toddler-participation", "newcomer", "bullying", "dropout-risk"])
async def test_a_type_is_among_the_filters_and_its_cases_have_a_page(
    harness: Harness, browser: Browser, soort: str
) -> None:
    case = await opened_of_type(harness, soort)
    await opened(harness)
    page = await browser.open(f"/dossiers?soort={soort}")
    assert [link for link in page.links if link.startswith("/dossiers/") and "-2026-" in link] == [
        f"/dossiers/{case['reference']}"
    ]
    assert f'<option value="{soort}" selected>' in page.html
    assert (await browser.open(f"/dossiers/{case['reference']}")).status == 200


async def test_a_case_of_a_new_type_is_opened_by_hand_where_that_may_be(browser: Browser) -> None:
    page = await browser.open("/dossiers/nieuw")
    assert 'value="dropout-risk"' in page.html
    assert 'value="bullying"' not in page.html
    assert 'value="toddler-participation"' not in page.html


# Where a coordinator approves


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest, create_database: CreateDatabase, logs: Logs, tmp_path: Path
) -> AsyncIterator[Harness]:
    """Casework as it ships, with a type of case beside it that asks for an approval."""
    (tmp_path / "outcomes.toml").write_text('[words.outcome]\nother = "andere"\n')
    (tmp_path / "type.toml").write_text(
        'name = "approved"\nprefix = "TA"\nat_school = true\nopened_by = ["hand"]\n[closure]\napproval = true\n'
    )
    registry = (*REGISTRY, case_type(tmp_path))
    async with running_harness(await create_database("casework"), registry=registry) as running:
        yield running


async def test_a_closure_is_asked_and_another_answers(harness: Harness, browsers: Browsers) -> None:
    await opened(harness)
    body = {"case_type": "approved", "school": "123456", "pupil": "P-1", "reason": "gehoord"}
    case = (await harness.http.post("/cases", json=body)).json()
    path = f"/dossiers/{case['reference']}"
    caseworker = await browsers(Role.CASEWORKER, contact="cw-1")
    coordinator = await browsers(Role.COORDINATOR, contact="co-1")
    sent = await caseworker.fill_in(f"{path}/close", outcome="other", reason="klaar")
    assert sent.answer.headers["Location"] == f"{path}?gedaan=close-asked"
    page = await caseworker.open(f"{path}?gedaan=close-asked")
    assert "De afsluiting is gevraagd aan de coördinator." in page.text
    assert "Afsluiting gevraagd andere" in page.text
    assert f"{path}/approve" not in page.links
    assert (await caseworker.open(f"{path}/approve")).status == 403
    assert f"{path}/approve" in (await coordinator.open(path)).links
    assert "klaar" in (await coordinator.open(f"{path}/approve")).text
    refused = await coordinator.fill_in(f"{path}/approve", reason="akkoord")
    assert refused.status == 422
    assert "Vul dit in." in refused.text
    assert (await coordinator.fill_in(f"{path}/approve", approved="ja", reason="akkoord")).status == 303
    assert (await harness.http.get(f"/cases/{case['case_id']}")).json()["status"] == "closed"
