"""The link in a mail by which people answer, and the page for who signed in."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.component.consultation.harness import Case
from tests.tokens import SECRET

from consultation.meetings.domain.meeting import Meeting
from shared.domain.reply_tokens import ReplyTokens
from shared.domain.roles import Role

from .visitor import Visitor

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
TOKENS = ReplyTokens(SECRET, lambda: datetime.now(UTC))


@pytest.fixture
async def meeting(visitor: Visitor) -> Meeting:
    """A meeting on Tuesday 17 November 2026 at half past eight."""
    await visitor.harness.add("counsellor-2", Role.COUNSELLOR, deputy_of="counsellor-1")
    return await visitor.harness.request(Case())


def link(meeting: Meeting, contact_id: str = "counsellor-1") -> str:
    return f"/replies/{TOKENS.token(meeting.meeting_id, contact_id)}"


async def post(visitor: Visitor, path: str, headers: dict[str, str] = BROWSER, **fields: object) -> httpx.Response:
    async with visitor.nobody() as browser:
        return await browser.post(path, data={"ical_sequence": 0, **fields}, headers=headers)


async def answers(visitor: Visitor, meeting: Meeting) -> dict[str, str]:
    async with visitor.harness.units() as uow:
        replies = await uow.replies.of_meeting(meeting.meeting_id)
    return {contact_id: str(reply.answer) for contact_id, reply in replies.items()}


async def get(visitor: Visitor, path: str, headers: dict[str, str] = BROWSER) -> httpx.Response:
    async with visitor.nobody() as browser:
        return await browser.get(path, headers=headers)


async def test_opening_the_link_answers_nothing_and_names_no_case(visitor: Visitor, meeting: Meeting) -> None:
    page = await get(visitor, link(meeting))
    assert page.status_code == 200
    assert "dinsdag 17 november 2026 om 8.30\u00a0uur" in page.text
    assert "SP-2026-000123" not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert await answers(visitor, meeting) == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer": "accepted"}, "komt"),
        ({"answer": "tentative"}, "misschien"),
        ({"answer": "declined", "reason": "absent"}, "afwezig die dag"),
        ({"answer": "declined", "reason": ""}, "komt niet"),
        ({"answer": "countered", "proposed_starts_at": "2026-11-20T10:00"}, "20/11/2026 om 10.00"),
        ({"answer": "delegated", "delegate": "counsellor-2"}, "stuurt een vervanger</span> Els Voorbeeld"),
    ],
)
async def test_a_button_answers(visitor: Visitor, meeting: Meeting, fields: dict[str, str], said: str) -> None:
    page = await post(visitor, link(meeting), **fields)
    assert page.status_code == 200
    assert "Bedankt voor uw antwoord" in page.text
    assert said in page.text
    assert await answers(visitor, meeting) == {"counsellor-1": fields["answer"]}


async def test_of_a_clb_no_reason_is_asked(visitor: Visitor, meeting: Meeting) -> None:
    assert 'name="reason"' in (await get(visitor, link(meeting))).text
    assert 'name="reason"' not in (await get(visitor, link(meeting, "clb-1"))).text


async def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(visitor: Visitor, meeting: Meeting) -> None:
    page = await post(visitor, link(meeting), answer="countered", proposed_starts_at="2026-11-12T10:00")
    assert page.status_code == 422
    assert "Kies een moment dat nog komt" in page.text
    assert 'value="2026-11-12T10:00"' in page.text


async def test_a_meeting_that_moved_meanwhile_is_shown_as_it_is(visitor: Visitor, meeting: Meeting) -> None:
    async with visitor.harness.asking("caseworker") as client:
        moved = f"/meetings/{meeting.meeting_id}/reschedule"
        await client.post(moved, json={"starts_at": "2026-11-18T10:00:00+01:00"})
    page = await post(visitor, link(meeting), answer="accepted")
    assert page.status_code == 409
    assert "intussen verzet" in page.text
    assert "woensdag 18 november 2026" in page.text
    assert await answers(visitor, meeting) == {}


async def test_a_link_that_is_not_ours_or_to_no_invitation_answers_nothing(visitor: Visitor, meeting: Meeting) -> None:
    old = ReplyTokens(SECRET, lambda: datetime.now(UTC) - timedelta(days=500)).token(meeting.meeting_id, "counsellor-1")
    for path, words in (
        (f"{link(meeting)[:-4]}AAAA", "Deze link werkt niet"),
        (f"/replies/{old}", "geldt niet meer"),
        (link(meeting, "somebody"), "geldt niet meer"),
    ):
        for page in (await get(visitor, path), await post(visitor, path, answer="accepted")):
            assert (page.status_code, words in page.text) == (404, True)
    assert await answers(visitor, meeting) == {}


async def test_a_program_gets_the_content_and_problems(visitor: Visitor, meeting: Meeting) -> None:
    json = {"Accept": "application/json"}
    content = (await get(visitor, link(meeting), json)).json()
    assert (content["starts_at"], content["reply"]) == ("2026-11-17T08:30:00+01:00", None)
    wrong = await post(visitor, link(meeting), json, answer="countered", proposed_starts_at="soon")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "proposed_starts_at")
    answered = await post(visitor, link(meeting), json, answer="declined", reason="absent")
    assert answered.json()["reply"]["reason"] == "absent"
    assert (await get(visitor, f"{link(meeting)[:-4]}AAAA", json)).json()["type"] == "urn:flankerend:problem:not-found"


async def test_who_signed_in_is_asked_on_the_meeting_and_answers_there(visitor: Visitor, meeting: Meeting) -> None:
    path = f"/overleg/{meeting.meeting_id}"
    assert "Laat weten of u komt" in (await visitor.see(path, Role.COUNSELLOR)).text
    assert "uw antwoord ontbreekt" in (await visitor.see("/overleg", Role.COUNSELLOR)).text
    sent = await visitor.send(f"{path}/antwoord", Role.COUNSELLOR, ical_sequence=0, answer="accepted")
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    page = (await visitor.see(path, Role.COUNSELLOR)).text
    assert "Laat weten of u komt" not in page
    assert "Wijzig uw antwoord" in page
    assert "1 van 4 komen" in (await visitor.see("/overleg", Role.COUNSELLOR)).text


async def test_a_caseworker_notes_an_answer_and_moves_to_what_was_proposed(visitor: Visitor, meeting: Meeting) -> None:
    path = f"/overleg/{meeting.meeting_id}"
    answer = {"ical_sequence": 0, "answer": "countered", "proposed_starts_at": "2026-11-20T10:00"}
    assert f"{path}/antwoord?voor=clb-1" in (await visitor.see(path)).text
    assert (await visitor.send(f"{path}/antwoord?voor=clb-1", **answer)).status_code == 303
    page = (await visitor.see(path)).text
    assert "stelt een ander moment voor" in page
    assert f"{path}/verzetten?op=2026-11-20T10:00" in page
    assert 'value="2026-11-20T10:00"' in (await visitor.see(f"{path}/verzetten?op=2026-11-20T10:00")).text
    assert (await visitor.send(f"{path}/antwoord?voor=clb-1", Role.COUNSELLOR, **answer)).status_code == 403
