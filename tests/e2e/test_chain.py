"""From a half day that a school reports to the mails that tell the people who can help, and back again."""

import re

import pytest

from shared.service.log_lines import log_lines
from shared.service.stories import find_story

from .harness import text_of

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125001"
DAYS = ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12"]


async def test_the_fifth_unjustified_half_day_opens_a_case_plans_a_meeting_and_tells_who_can_help(harness):
    await harness.enrol("1001", "Zonnetje", "Verzonnen")
    for day in DAYS[:4]:
        await harness.mark("1001", day, "AM", "B")
    outcome = await harness.settled()
    assert outcome.signals == outcome.cases == outcome.notices == []

    fifth = await harness.mark("1001", DAYS[4], "AM", "B")
    outcome = await harness.settled()

    (signal,) = outcome.signals
    assert (signal["level"], signal["count"], signal["reached_on"], signal["status"]) == (5, 5, DAYS[4], "standing")
    (case,) = outcome.cases
    assert (case["status"], case["level"], case["school"], case["pupil"]) == ("new", 5, SCHOOL, "1001")
    assert re.fullmatch(r"SP-2026-\d{6}", case["reference"])
    assert case["respond_by"] == "2026-11-27"
    (meeting,) = outcome.meetings
    assert meeting["status"] == "scheduled"
    assert meeting["starts_at"].startswith("2026-11-24T08:30")
    assert {p["role"] for p in meeting["participants"]} == {"counsellor", "caseworker", "clb", "youth-coach"}
    assert {notice["status"] for notice in outcome.notices} == {"sent"}
    templates = sorted((notice["template"], notice["recipient_role"]) for notice in outcome.notices)
    assert templates == [
        ("case-opened", "clb"),
        ("case-opened", "youth-coach"),
        ("meeting-invitation", "caseworker"),
        ("meeting-invitation", "clb"),
        ("meeting-invitation", "counsellor"),
        ("meeting-invitation", "youth-coach"),
    ]
    hops = {(hop.line.service, hop.line.event) for hop in find_story(log_lines(harness.stack.home.logs), fifth)}
    assert hops >= {
        ("attendance", "attendance.level_reached"),
        ("casework", "case.opened"),
        ("consultation", "meeting.scheduled"),
        ("notifications", "notification.sent"),
    }


async def test_mails_name_the_pupil_only_to_whose_role_allows_it(harness):
    outcome = await harness.settled()
    contacts = await harness.services.all("consultation", "/contacts")
    roles = {contact["email"]: contact["role"] for contact in contacts}
    mails = {(roles[mail["To"]], "invitation" if _calendar(mail) else "case"): mail for mail in harness.mails()}

    assert len(harness.mails()) == len(mails) == len(outcome.notices) == 6
    for role in ("clb", "counsellor", "caseworker"):
        assert "Zonnetje Verzonnen" in text_of(mails[role, "invitation"])
    assert "Zonnetje Verzonnen" in text_of(mails["clb", "case"])
    assert "Verzonnen" not in text_of(mails["youth-coach", "invitation"])
    assert "Zonnetje" in text_of(mails["youth-coach", "invitation"])
    assert "Zonnetje" not in text_of(mails["youth-coach", "case"])
    for mail in mails.values():
        assert outcome.cases[0]["reference"] in text_of(mail)
        assert not any("onnetje" in f"{name}{value}" for name, value in mail.items())
        assert not any(name in (_calendar(mail) or "") for name in ("Zonnetje", "Verzonnen"))


async def test_a_late_certificate_withdraws_what_rested_on_it_and_tells_everyone_once(harness):
    await harness.mark("1001", DAYS[0], "AM", "Z", at="2026-11-19T10:00:00+01:00")
    outcome = await harness.settled()
    (case,) = outcome.cases
    assert case["status"] == "withdrawal-proposed"
    assert [signal["status"] for signal in outcome.signals] == ["withdrawn"]
    assert [meeting["status"] for meeting in outcome.meetings] == ["under-review"]
    assert len(outcome.notices) == 6

    await harness.services.post("casework", f"/cases/{case['case_id']}/withdraw", {"reason": "Attest kwam later"})
    outcome = await harness.settled()

    assert [case["status"] for case in outcome.cases] == ["withdrawn"]
    assert [meeting["status"] for meeting in outcome.meetings] == ["cancelled"]
    corrections = sorted(n["template"] for n in outcome.notices if n["template"] not in _FIRST)
    assert corrections == ["case-withdrawn"] * 2 + ["meeting-cancelled"] * 4
    assert len(harness.mails()) == 12


async def test_sending_everything_again_changes_nothing_and_sends_nothing(harness):
    before = await harness.settled()
    for day in DAYS:
        await harness.mark("1001", day, "AM", "B")
    after = await harness.settled()

    assert after == before
    assert len(harness.mails()) == 12


async def test_a_level_reached_again_reopens_the_case_of_that_school_year(harness):
    (first,) = (await harness.settled()).cases
    await harness.mark("1001", "2026-10-15", "PM", "B")
    outcome = await harness.settled()

    (case,) = outcome.cases
    assert (case["reference"], case["status"]) == (first["reference"], "active")
    assert sorted(n["template"] for n in outcome.notices).count("case-reopened") == 2
    assert sorted(meeting["status"] for meeting in outcome.meetings) == ["cancelled", "scheduled"]


_FIRST = {"case-opened", "meeting-invitation"}


def _calendar(mail) -> str | None:
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return parts[0].get_content() if parts else None
