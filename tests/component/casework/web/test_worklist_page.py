"""`/`: what needs the caseworker, why, and until when."""

from uuid import uuid4

import pytest
from tests.component.casework.harness import Harness, contact, level_reached, meeting
from tests.component.casework.of_types import at_risk

from shared.contracts import attendance_signals, consultation_meetings
from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened


async def test_an_empty_worklist_says_so_and_what_to_do(browser: Browser) -> None:
    page = await browser.open("/")
    assert page.status == 200
    assert "Er wacht niets op u." in page.text
    assert "/dossiers" in page.links


async def test_a_case_nobody_has_says_why_and_until_when(harness: Harness, browser: Browser) -> None:
    case = await opened(harness)
    page = await browser.open("/")
    for words in (case["reference"], "Amina Vandeputte", "3A", "nog te starten", "niemand heeft dit dossier"):
        assert words in page.text
    assert page.text.count("niemand") == 2, "once for the case, once above the list"
    assert "30/11/2026" in page.text
    assert "te laat" not in page.text
    assert f"/dossiers/{case['reference']}" in page.links


async def test_each_reason_is_said_in_words(harness: Harness, browser: Browser) -> None:
    held, busy, proposed = [await opened(harness, pupil) for pupil in ("P-1", "P-2", "P-3")]
    await harness.act(held["case_id"], "assign", assignee="cw-1")
    await harness.act(held["case_id"], "hold", until="2026-11-25", reason="reden")
    await harness.act(busy["case_id"], "start")
    await harness.act(busy["case_id"], "tasks", text="bellen", owner="cw-1", due="2026-11-24")
    meeting_id = next(data["meeting_id"] for name, data in await harness.sent() if name == "meeting-requested.v1")
    planned = meeting(consultation_meetings.MeetingScheduled, meeting_id, proposed["case_id"])
    await harness.receive(planned, meeting_id)
    asked = meeting(
        consultation_meetings.MeetingAttentionChanged,
        meeting_id,
        proposed["case_id"],
        status="scheduled",
        attention={"reasons": ["school-closed"], "since": harness.clock.now()},
    )
    await harness.receive(asked, meeting_id, sequence=2)
    page = await browser.open("/")
    for words in ("de wachttijd eindigt", "een taak", "het zorgoverleg: de school is dan gesloten", "in wacht"):
        assert words in page.text


async def test_what_is_overdue_is_marked_in_words(harness: Harness, browser: Browser) -> None:
    await opened(harness)
    harness.clock.set(harness.clock.now().replace(month=12))
    assert "30/11/2026 te laat" in (await browser.open("/")).text


async def test_another_caseworkers_case_is_not_on_it(harness: Harness, browser: Browser) -> None:
    case = await opened(harness)
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    await harness.act(case["case_id"], "assign", assignee="cw-2")
    assert case["reference"] not in (await browser.open("/")).html


async def test_the_worklist_comes_in_pages_of_50(harness: Harness, browser: Browser) -> None:
    for number in range(51):
        signal = level_reached(pupil=f"P-{number}")
        await harness.receive(signal, str(signal.person_id))
    first = await browser.open("/")
    [following] = [link for link in first.links if link.startswith("/?cursor=")]
    second = await browser.open(following)
    assert [page.html.count("data-open-row") for page in (first, second)] == [50, 1]
    assert not [link for link in second.links if "cursor" in link]


async def test_reasons_are_chosen_with_their_counts(harness: Harness, browser: Browser) -> None:
    busy, _ = [await opened(harness, pupil) for pupil in ("P-1", "P-2")]
    await harness.act(busy["case_id"], "tasks", text="bellen", owner="cw-1", due="2026-11-24")
    page = await browser.open("/")
    assert "nog te starten 2" in page.text
    assert "taken 1" in page.text
    assert "/?reden=task" in page.links
    chosen = await browser.open("/?reden=task")
    assert chosen.html.count("data-open-row") == 1
    assert busy["reference"] in chosen.text
    assert "Hier staat niets." in (await browser.open("/?soort=newcomer")).text
    assert (await browser.open("/?reden=hunger")).status == 422


async def test_a_silent_school_is_shown_to_a_coordinator(harness: Harness, browsers: Browsers) -> None:
    silent = attendance_signals.FeedSilent(
        silence_id=uuid4(),
        school="123456",
        school_year="2026-2027",
        last_recorded_at=None,
        school_days=3,
        concluded_at=harness.clock.now(),
    )
    await harness.receive(silent, "123456")
    page = await (await browsers(Role.COORDINATOR, contact="co-1")).open("/")
    for words in ("school 123456", "deze school stuurt geen aanwezigheden door", "sinds 23/11/2026"):
        assert words in page.text


async def test_an_early_signal_is_a_click_from_a_coordinators_worklist(harness: Harness, browsers: Browsers) -> None:
    signal = at_risk(uuid4(), "123456", "P-1")
    await harness.receive(signal, str(signal.person_id))
    page = await (await browsers(Role.COORDINATOR, contact="co-1")).open("/")
    assert f"/signalen/{signal.signal_id}" in page.links
    assert "vroege signalen 1" in page.text


async def test_a_search_stays_out_of_the_address(harness: Harness, browser: Browser) -> None:
    await opened(harness)
    page = await browser.send("/", q="vandeputte")
    assert page.html.count("data-open-row") == 1
    assert str(page.answer.url).endswith("/")
    assert "Gevonden voor “vandeputte”." in page.text
    assert "Hier staat niets." in (await browser.send("/", q="nobody")).text
    assert (await browser.send("/", q="x" * 101)).status == 422
    empty = await browser.send("/", q=" ", soort="truancy")
    assert (empty.status, empty.answer.headers["location"]) == (303, "/?soort=truancy")


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB])
async def test_who_has_no_worklist_is_led_to_the_cases(browsers: Browsers, role: Role) -> None:
    page = await (await browsers(role, contact="c-1")).open("/")
    assert page.answer.url.path == "/dossiers"
    assert page.status == 200
