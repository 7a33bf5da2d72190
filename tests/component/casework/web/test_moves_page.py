"""`/dossiers/{reference}/{move}`: every move on a case, with its reason."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.component.casework.harness import Harness, contact, level_reached, level_withdrawn, notice

from casework.domain.states import Action
from shared.contracts.notifications_deliveries import NotificationSent
from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened

LONG_REASON = "Eerste regel.\nTweede regel."


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A new case."""
    await harness.receive(contact("cw-2", "caseworker", name="Joris Claes"), "cw-2")
    return await opened(harness)


def moves(links: list[str], case: Mapping[str, Any]) -> set[str]:
    """The moves that a case's page offers."""
    start = f"/dossiers/{case['reference']}/"
    return {link.removeprefix(start) for link in links if link.startswith(start)} & set(Action)


def offered(page: Page) -> list[str]:
    """Whom the form of a page offers, without `Kies …`."""
    return re.findall(r"<option [^>]*>([^<]+)</option>", page.html)[1:]


async def test_a_colleague_is_offered_once_and_by_name(
    harness: Harness, browsers: Browsers, browser: Browser, case: dict[str, Any]
) -> None:
    signed_in = {
        "u-2": {"contact": "cw-2", "name": "Joris C."},
        "colleague-3": {"name": "Fatma Yilmaz"},
        "u-4": {},
        "u-5": {"contact": "cw-5", "name": "Zonder Adresboek"},
    }
    for subject, claims in signed_in.items():
        await (await browsers(Role.CASEWORKER, subject=subject, **claims)).open("/")
    page = await browser.open(f"/dossiers/{case['reference']}/assign")
    names = ("Joris Claes", "Fatma Yilmaz", "u-4", "Zonder Adresboek")
    assert offered(page) == ["mezelf", *(f"{name}, dossierbeheerder" for name in names)]


async def test_a_colleague_who_is_no_contact_is_named_wherever_the_work_is_seen(
    harness: Harness, browsers: Browsers, browser: Browser, case: dict[str, Any]
) -> None:
    await (await browsers(Role.CASEWORKER, subject="colleague-3", name="Fatma Yilmaz")).open("/")
    await browser.fill_in(f"/dossiers/{case['reference']}/assign", assignee="colleague-3")
    counsellor = await browsers(Role.CLB, contact="clb-1")
    await harness.receive(contact("clb-1", "clb"), "clb-1")
    for reader in (browser, counsellor):
        for path in ("/dossiers", f"/dossiers/{case['reference']}"):
            page = await reader.open(path)
            assert "Fatma Yilmaz" in page.text
            assert "colleague-3" not in page.text


async def test_nobody_follows_a_closed_case_and_that_is_no_warning(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    for path in (f"/dossiers/{case['reference']}", "/dossiers?toestand=alle"):
        assert "nog niemand" in (await browser.open(path)).text
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    for path in (f"/dossiers/{case['reference']}", "/dossiers?toestand=alle"):
        text = (await browser.open(path)).text.replace("nog niemand genoteerd", "")  # of the guests
        assert "nog niemand" not in text


async def test_only_the_moves_that_are_possible_are_offered(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    path = f"/dossiers/{case['reference']}"
    assert moves((await browser.open(path)).links, case) == {"assign", "assess", "start", "hold", "close"}
    await harness.meeting_is_over(case["case_id"])
    await harness.act(case["case_id"], "start")
    assert moves((await browser.open(path)).links, case) == {"assign", "hold", "monitor", "request-meeting", "close"}
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    assert moves((await browser.open(path)).links, case) == {"reopen"}


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("start", {}, "active"),
        ("hold", {"until": "2026-11-30", "reason": LONG_REASON}, "on-hold"),
        ("close", {"outcome": "other", "reason": LONG_REASON}, "closed"),
        ("assign", {"assignee": "cw-2"}, "new"),
    ],
)
async def test_a_move_is_made_by_its_form(
    harness: Harness, browser: Browser, case: dict[str, Any], action: str, fields: dict[str, str], status: str
) -> None:
    path = f"/dossiers/{case['reference']}"
    sent = await browser.fill_in(f"{path}/{action}", **fields)
    assert (sent.status, sent.answer.headers["Location"]) == (303, f"{path}?gedaan={action}")
    assert (await harness.only_case())["status"] == status
    assert 'role="status"' in (await browser.open(f"{path}?gedaan={action}")).html


async def test_lines_of_a_reason_stay_lines(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    reason = LONG_REASON.replace("\n", "\r\n")  # as browsers send it
    await browser.fill_in(f"/dossiers/{case['reference']}/hold", until="2026-11-30", reason=reason)
    *_, held = await harness.timeline(case["case_id"])
    assert held["text"].endswith(LONG_REASON)


async def test_a_case_is_first_offered_to_the_caller(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}/assign"
    page = await browser.open(path)
    assert page.fields(path)["assignee"] == "cw-1"
    assert "Joris Claes, dossierbeheerder" in page.text
    await browser.fill_in(path)
    assert (await harness.only_case())["assignee"] == "cw-1"


async def test_who_cannot_be_given_work_is_refused_at_the_field(browser: Browser, case: dict[str, Any]) -> None:
    page = await browser.fill_in(f"/dossiers/{case['reference']}/assign", assignee="somebody")
    assert page.status == 422
    assert "Deze persoon kan nu geen dossier krijgen." in page.text


@pytest.mark.parametrize(
    ("action", "fields", "wrong"),
    [
        ("hold", {"until": "2026-11-01", "reason": "Omdat het zo is."}, "Kies vandaag of een dag die nog komt."),
        ("hold", {"until": "9999-12-31", "reason": "Omdat het zo is."}, "Kies vandaag of een dag die nog komt."),
        ("hold", {"until": "morgen", "reason": "Omdat het zo is."}, "Geef een datum, zoals 20/11/2026."),
        ("hold", {"until": "", "reason": "Omdat het zo is."}, "Vul dit in."),
        ("close", {"outcome": "merged", "reason": "Omdat het zo is."}, "Kies een van de mogelijkheden."),
    ],
)
async def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(
    harness: Harness, browser: Browser, case: dict[str, Any], action: str, fields: dict[str, str], wrong: str
) -> None:
    path = f"/dossiers/{case['reference']}/{action}"
    page = await browser.fill_in(path, **fields)
    assert page.status == 422
    assert wrong in page.text
    assert 'aria-invalid="true"' in page.html
    assert page.fields(path)["reason"] == "Omdat het zo is."
    assert (await harness.only_case())["status"] == "new"


async def test_a_case_that_changed_meanwhile_asks_again(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    path = f"/dossiers/{case['reference']}/close"
    form = {**(await browser.open(path)).fields(path), "outcome": "other", "reason": "Klaar."}
    await harness.act(case["case_id"], "start")
    page = await browser.send(path, **form)
    assert page.status == 412
    assert "Iemand heeft dit dossier net gewijzigd." in page.text
    assert (await harness.only_case())["status"] == "active"
    again = page.fields(path)
    assert again["reason"] == "Klaar."
    assert (await browser.send(path, **{**again, "outcome": "other"})).status == 303
    assert (await harness.only_case())["status"] == "closed"


async def test_a_move_that_is_not_possible_is_a_page_that_says_so(browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}/reopen"
    assert (await browser.open(path)).status == 409
    version = str(case["version"])
    page = await browser.send(path, version=version, reason="Toch niet.")
    assert page.status == 409
    assert "Dat kan niet meer" in page.text


async def test_a_second_meeting_is_refused_with_words(browser: Browser, case: dict[str, Any]) -> None:
    page = await browser.send(f"/dossiers/{case['reference']}/request-meeting", version=str(case["version"]))
    assert page.status == 409
    assert 'role="alert"' in page.html


@pytest.mark.parametrize("move", ["explode", "tasks", "Start"])
async def test_a_move_there_is_not_is_not_found(browser: Browser, case: dict[str, Any], move: str) -> None:
    assert (await browser.open(f"/dossiers/{case['reference']}/{move}")).status == 404
    assert (await browser.send(f"/dossiers/{case['reference']}/{move}", version="1")).status == 404


async def test_a_withdrawal_says_who_is_corrected(harness: Harness, browser: Browser) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    case = await harness.only_case()
    for role, kind in (("clb", "case-opened"), ("youth-coach", "case-opened"), ("counsellor", "meeting-invitation")):
        sent = notice(NotificationSent, "case", case["case_id"], role, kind)
        await harness.receive(sent, str(case["case_id"]))
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    path = f"/dossiers/{case['reference']}"
    page = await browser.open(f"{path}/withdraw")
    assert "krijgt één rechtzetting: het CLB en de jongerencoach." in page.text
    assert "Dossier behouden" in (await browser.open(path)).text
    await browser.fill_in(f"{path}/withdraw", reason="Correctie van de school.")
    assert (await harness.only_case())["status"] == "withdrawn"


async def test_a_case_is_kept_by_its_form(harness: Harness, browser: Browser) -> None:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    path = f"/dossiers/{(await harness.only_case())['reference']}"
    await browser.fill_in(f"{path}/resume")
    assert (await harness.only_case())["status"] == "new"
    await browser.fill_in(f"{path}/close", outcome="moved", reason="Verhuisd.")
    await browser.fill_in(f"{path}/reopen", reason="Toch niet verhuisd.")
    assert (await harness.only_case())["status"] == "active"
