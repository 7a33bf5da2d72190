"""Papers over HTTP: which can be made, what is recorded of them, and what is refused."""

from typing import Any

import pytest
from tests.component.casework.harness import SCHOOL, Harness
from tests.tokens import bearer

from shared.testing.logs import Logs

from .stories import LETTER, PDF, truant, unenrolled


async def post(harness: Harness, case: dict[str, Any], kind: str, body: Any = None, **query: Any) -> Any:
    return await harness.http.post(f"/cases/{case['case_id']}/papers/{kind}", json=body, params=query)


async def papers(harness: Harness, case: dict[str, Any]) -> Any:
    answer = await harness.http.get(f"/cases/{case['case_id']}/papers")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def only_task(harness: Harness, case: dict[str, Any]) -> str:
    [task] = (await harness.http.get(f"/cases/{case['case_id']}/tasks")).json()["items"]
    return str(task["task_id"])


async def test_what_can_be_made_follows_type_and_state(harness: Harness) -> None:
    case = await truant(harness)
    listed = await papers(harness, case)
    assert [kind["kind"] for kind in listed["can_be_made"]] == ["letter-to-parents", "summary", "worrying-case-file"]
    [letter, summary, _] = listed["can_be_made"]
    assert (letter["required"], letter["optional"]) == (["address", "next_step"], ["on", "remark"])
    assert summary["audiences"] == ["clb", "youth-coach", "counsellor"]
    await harness.act(case["case_id"], f"tasks/{await only_task(harness, case)}/done")
    await harness.act(case["case_id"], "close", outcome="attends-again", reason="-")
    assert [kind["kind"] for kind in (await papers(harness, case))["can_be_made"]] == ["summary", "worrying-case-file"]
    refused = await post(harness, case, "letter-to-parents", LETTER)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:flankerend:problem:conflict")


async def test_a_summary_for_a_partner_needs_a_consent_that_holds(harness: Harness) -> None:
    case = await truant(harness)
    consents = (await harness.http.get(f"/cases/{case['case_id']}/consents")).json()["items"]
    [of_clb] = [item["consent_id"] for item in consents if item["purpose"] == "share-with-clb"]
    await harness.http.post(f"/consents/{of_clb}/end")
    refused = await post(harness, case, "summary", **{"for": "clb"})
    assert (refused.status_code, refused.json()["missing"]) == (409, "consent")
    assert (await post(harness, case, "summary", **{"for": "counsellor"})).status_code == 200


async def test_a_child_that_is_not_enrolled_has_papers_of_its_own(harness: Harness) -> None:
    case = await unenrolled(harness)
    assert [kind["kind"] for kind in (await papers(harness, case))["can_be_made"]] == ["home-visit", "answer-form"]
    assert (await post(harness, case, "letter-to-parents", LETTER)).status_code == 404
    await harness.act(case["case_id"], "close", outcome="enrolled", reason="KANARIEREDEN")
    assert [kind["kind"] for kind in (await papers(harness, case))["can_be_made"]] == ["report-back"]
    report = await post(harness, case, "report-back", {"their_reference": "A-1"})
    assert report.json()["content"]["outcome"] == "enrolled"
    assert "KANARIE" not in report.text


async def test_a_paper_that_was_made_is_in_the_timeline_without_what_was_typed(harness: Harness) -> None:
    case = await truant(harness)
    made = await post(harness, case, "letter-to-parents", {**LETTER, "remark": "KANARIEOPMERKING"})
    assert made.status_code == 200, made.text
    assert made.json()["content"]["address"][1] == "Kanarielaan 12 bus 3"
    await post(harness, case, "summary", **{"for": "clb"})
    entries = [entry for entry in await harness.timeline(case["case_id"]) if entry["kind"] == "paper-made"]
    assert [entry["text"] for entry in entries] == [
        "Brief aan de ouders gemaakt.",
        "Samenvatting van het dossier gemaakt voor het CLB.",
    ]
    assert "anarie" not in str(entries)
    [summary, letter] = (await papers(harness, case))["made"]
    assert (summary["kind"], summary["version"], summary["for"], summary["by"]) == ("summary", 1, "clb", "cw-1")
    assert summary["kept_until"] is None
    assert (letter["kind"], letter["kept_until"]) == ("letter-to-parents", "2027-02-21")
    assert letter["paper_id"] == made.json()["paper_id"]


async def test_a_preview_is_made_and_not_recorded(harness: Harness) -> None:
    case = await truant(harness)
    before = await harness.timeline(case["case_id"])
    preview = await post(harness, case, "letter-to-parents", LETTER, preview="true")
    assert preview.json()["paper_id"] is None
    assert preview.json()["content"]["count"] == 6
    assert await harness.timeline(case["case_id"]) == before
    assert (await papers(harness, case))["made"] == []


async def test_making_a_paper_leaves_the_version_and_sends_nothing(harness: Harness) -> None:
    case = await truant(harness)
    sent = await harness.sent_types()
    assert (await post(harness, case, "worrying-case-file")).status_code == 200
    assert (await harness.only_case())["version"] == case["version"]
    assert await harness.sent_types() == sent


@pytest.mark.parametrize(
    ("kind", "body", "query", "field"),
    [
        ("letter-to-parents", {"next_step": "talk"}, {}, "address"),
        ("letter-to-parents", {"address": "x"}, {}, "next_step"),
        ("letter-to-parents", {**LETTER, "next_step": "threaten"}, {}, "next_step"),
        ("letter-to-parents", {**LETTER, "address": "\n".join("x" * 8)}, {}, "address"),
        ("letter-to-parents", {**LETTER, "address": "x" * 81}, {}, "address"),
        ("letter-to-parents", {**LETTER, "address": "a\tb"}, {}, "address"),
        ("letter-to-parents", {**LETTER, "their_reference": "A-1"}, {}, "their_reference"),
        ("letter-to-parents", LETTER, {"for": "clb"}, "for"),
        ("summary", None, {}, "for"),
        ("summary", None, {"for": "operator"}, "for"),
        ("summary", None, {"for": "nobody"}, "for"),
        ("summary", {"remark": "x"}, {"for": "clb"}, "remark"),
    ],
)
async def test_what_does_not_fit_is_refused_by_its_field(
    harness: Harness, kind: str, body: Any, query: dict[str, str], field: str
) -> None:
    case = await truant(harness)
    refused = await post(harness, case, kind, body, **query)
    assert refused.status_code == 422, refused.text
    assert [error["field"].split(".")[-1] for error in refused.json()["errors"]] == [field]
    assert "Kanarielaan" not in refused.text


async def test_other_media_and_unknown_kinds_are_refused(harness: Harness) -> None:
    case = await truant(harness)
    path = f"/cases/{case['case_id']}/papers/summary?for=clb"
    assert (await harness.http.post(path, headers={"Accept": "text/html"})).status_code == 406
    assert (await post(harness, case, "diploma")).status_code == 404
    stale = {"If-Match": '"1"', **PDF}
    assert (await harness.http.post(path, headers=stale)).status_code == 412


@pytest.mark.parametrize("role", ["school", "counsellor", "clb", "youth-coach", "operator"])
async def test_papers_are_for_caseworkers_and_coordinators(harness: Harness, role: str) -> None:
    case = await truant(harness)
    claims = bearer(role, **({"school": SCHOOL} if role == "school" else {"contact": f"{role}-1"}))
    path = f"/cases/{case['case_id']}/papers"
    assert (await harness.http.get(path, headers=claims)).status_code == 403
    assert (await harness.http.post(f"{path}/summary?for=clb", headers=claims)).status_code == 403
    letter = f"/cases/{case['case_id']}/letters/{case['case_id']}"
    assert (await harness.http.get(letter, headers=claims)).status_code == 403


async def test_no_log_has_what_was_typed(harness: Harness, logs: Logs) -> None:
    case = await truant(harness)
    await post(harness, case, "letter-to-parents", {**LETTER, "remark": "KANARIEOPMERKING"})
    assert "anarie" not in logs.text.lower()
    assert "vandeputte" not in logs.text.lower()
