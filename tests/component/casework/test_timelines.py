"""Whoever reads a timeline reads what is meant for the reader, by kind; the rest is left out and counted."""

from typing import Any
from uuid import uuid4

import pytest
from tests.tokens import bearer

from shared.contracts import consultation_meetings as meetings
from shared.contracts import notifications_deliveries as deliveries

from .harness import SCHOOL, Harness, contact, level_reached, meeting, notice

PARTNERS = ("counsellor", "clb", "youth-coach")
SECRET = "vader dronk"


@pytest.fixture
async def case_id(harness: Harness) -> str:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    for role in PARTNERS:
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    case_id = str((await harness.only_case())["case_id"])
    for action, body in (
        ("assess", {"checks": {"parents-contacted": True}}),
        ("hold", {"until": "2026-11-30", "reason": SECRET}),
    ):
        assert (await harness.act(case_id, action, **body)).status_code == 200
    failed = notice(deliveries.NotificationFailed, "case", case_id, "clb", "case-opened", reason="bounced")
    await harness.receive(failed, "notice")
    return case_id


async def read(harness: Harness, case_id: str, headers: dict[str, str] | None = None, **params: Any) -> dict[str, Any]:
    answer = await harness.http.get(f"/cases/{case_id}/timeline", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    timeline: dict[str, Any] = answer.json()
    return timeline


async def test_partners_read_no_reasons_and_are_told_how_much_is_left_out(harness: Harness, case_id: str) -> None:
    whole = await read(harness, case_id)
    kinds = [item["kind"] for item in whole["items"]]
    assert (whole["hidden"], {"assessed", "held", "notice-failed"} <= set(kinds)) == (0, True)
    visibilities = {item["kind"]: item["visibility"] for item in whole["items"]}
    assert (visibilities["held"], visibilities["notice-failed"]) == ("partners", "team")
    assert SECRET in str(whole)
    for role in PARTNERS:
        partner = await read(harness, case_id, bearer(role, contact=f"{role}-1"))
        assert [item["kind"] for item in partner["items"]] == [kind for kind in kinds if kind != "notice-failed"]
        assert partner["hidden"] == 1
        assert "In wacht gezet tot en met 30/11/2026." in [item["text"] for item in partner["items"]]
        assert SECRET not in str(partner)


async def test_a_coach_who_has_the_case_reads_all_of_it(harness: Harness, case_id: str) -> None:
    await harness.act(case_id, "assign", assignee="youth-coach-1")
    timeline = await read(harness, case_id, bearer("youth-coach", contact="youth-coach-1"))
    assert (timeline["hidden"], SECRET in str(timeline)) == (0, True)


async def test_a_timeline_is_asked_for_by_kind(harness: Harness, case_id: str) -> None:
    clb = bearer("clb", contact="clb-1")
    assert [item["kind"] for item in (await read(harness, case_id, kind=["held", "notice-failed"]))["items"]] == [
        *("held", "notice-failed")
    ]
    partner = await read(harness, case_id, clb, kind=["held", "notice-failed"])
    assert ([item["kind"] for item in partner["items"]], partner["hidden"]) == (["held"], 1)
    hidden = await read(harness, case_id, clb, kind="notice-failed")
    assert (hidden["items"], hidden["next"], hidden["hidden"]) == ([], None, 1)
    first = await read(harness, case_id, clb, limit=1)
    second = await read(harness, case_id, clb, limit=200, cursor=first["next"])
    assert [*first["items"], *second["items"]] == (await read(harness, case_id, clb))["items"]
    wrong = await harness.http.get(f"/cases/{case_id}/timeline", params={"kind": "gossip"})
    assert (wrong.status_code, "kind" in wrong.json()["errors"][0]["field"]) == (422, True)


async def test_a_timeline_tells_why_no_slot_was_found(harness: Harness, case_id: str) -> None:
    for reasons in (["counsellor-not-free", "place-taken"], ["Jan has no free slot"], ["unheard-of"]):
        told = meeting(meetings.MeetingUnschedulable, uuid4(), case_id, reasons=reasons)
        await harness.receive(told, "meeting")
    entries = (await read(harness, case_id, kind="meeting-unschedulable"))["items"]
    assert [entry["text"] for entry in entries] == [
        "Geen moment gevonden voor het zorgoverleg: de leerlingenbegeleider is niet vrij, de plaats is telkens bezet.",
        "Geen moment gevonden voor het zorgoverleg.",
        "Geen moment gevonden voor het zorgoverleg.",
    ]


async def test_contacts_and_attempts_are_counted_by_party(harness: Harness, case_id: str) -> None:
    for on, party, reached in (
        ("2026-11-19", "parents", False),
        ("2026-11-20", "parents", False),
        ("2026-11-18", "parents", True),
        ("2026-11-20", "school", True),
    ):
        body = {"on": on, "party": party, "means": "phone", "text": "x"} | ({} if reached else {"reached": False})
        assert (await harness.act(case_id, "contacts", **body)).status_code == 200
    assert (await harness.only_case())["contact_attempts"] == [
        {"party": "parents", "attempts": 3, "reached": 1, "last": "2026-11-20"},
        {"party": "school", "attempts": 1, "reached": 1, "last": "2026-11-20"},
    ]
    contacts = (await harness.http.get(f"/cases/{case_id}/contacts")).json()["items"]
    assert [item["reached"] for item in contacts] == [False, False, True, True]
    shown = await harness.http.get(f"/cases/{case_id}", headers=bearer("clb", contact="clb-1"))
    assert shown.json()["contact_attempts"] == []
