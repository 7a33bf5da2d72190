"""Sessions of consultation bodies over HTTP: planned, held, what was decided, and the minutes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.contracts.notifications_deliveries import ReplyArrived
from shared.domain.answers import Answer
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

from .councils import council, findings, posted, with_organisations
from .harness import OTHER_SCHOOL, Harness


@pytest.fixture
async def partners(harness: Harness) -> Harness:
    await harness.staff()
    await with_organisations(harness)
    return harness


async def seated(harness: Harness) -> tuple[dict[str, Any], str]:
    """A council with all local schools and CLBs in it, and the path of its sessions."""
    body = await council(harness)
    path = f"/bodies/{body['body_id']}"
    await posted(harness, f"{path}/members/partners", {"from": "2026-09-01"}, status=200)
    return body, f"{path}/sessions"


async def planned(harness: Harness, path: str, day: str, **fields: object) -> str:
    """The path of a session on this day."""
    body = {"starts_at": f"{day}T10:00:00+01:00", "ends_at": f"{day}T12:00:00+01:00", "place": "Raadzaal", **fields}
    return f"{path}/{(await posted(harness, path, body))['session_id']}"


PRESENT = {"organisations": ["school-1", "school-2", "clb-a"]}


async def test_the_check_names_the_school_that_is_not_invited(partners: Harness):
    body, path = await seated(partners)
    await planned(partners, path, "2027-03-02")
    await planned(partners, path, "2027-05-04")
    await planned(partners, path, "2027-06-08", invited_organisations=["school-1", "clb-a"])
    assert await findings(partners, body) == [("partner-not-invited", "College")]


async def test_a_decision_with_dissent_and_minutes_approved_at_the_next_session(partners: Harness):
    body, path = await seated(partners)
    first, second = await planned(partners, path, "2026-12-01"), await planned(partners, path, "2027-02-02")
    assert await findings(partners, body) == [("sessions-to-plan", None)]
    partners.clock.set(datetime(2026, 12, 1, 12, tzinfo=BRUSSELS))
    majority = {"text": "Eén meldpunt.", "way": "majority", "for": 2, "against": 1, "dissent": "Liever per school."}
    await posted(partners, f"{first}/decisions", majority, status=409)
    await posted(partners, f"{first}/hold", {"organisations": ["jeugd"]}, status=422)
    await posted(partners, f"{first}/hold", {"organisations": ["school-1"]}, status=200)
    await posted(partners, f"{first}/decisions", majority, status=409)
    await posted(partners, f"{first}/hold", PRESENT, status=200)
    decided = await posted(partners, f"{first}/decisions", majority)
    assert {name: decided["decisions"][0][name] for name in majority} == majority
    assert decided["decisions"][0]["taken_on"] == "2026-12-01"
    async with partners.asking("coordinator") as client:
        minutes = {"text": "Besproken en beslist."}
        match = {"If-Match": f'"{decided["version"]}"'}
        assert (await client.put(f"{first}/minutes", json=minutes, headers=match)).status_code == 200
        later = second.rsplit("/", 1)[1]
        await posted(partners, f"{first}/minutes/approve", {"session_id": later}, status=409)
        partners.clock.set(datetime(2027, 2, 2, 12, tzinfo=BRUSSELS))
        await posted(partners, f"{second}/hold", PRESENT, status=200)
        assert ("minutes-not-approved", None) in await findings(partners, body)
        approved = await posted(partners, f"{first}/minutes/approve", {"session_id": later}, status=200)
        assert approved["approved_in"] == later
        match = {"If-Match": f'"{approved["version"]}"'}
        assert (await client.put(f"{first}/minutes", json=minutes, headers=match)).status_code == 409
        decisions = (await client.get(f"/bodies/{body['body_id']}/decisions")).json()["items"]
    assert decisions == decided["decisions"]
    sent = [data for kind, data in await partners.sent() if kind == "decision-taken"]
    assert [(row["in_favour"], row["against"], row["has_dissent"]) for row in sent] == [(2, 1, True)]
    assert "meldpunt" not in str(sent)
    assert await findings(partners, body) == [("sessions-to-plan", None)]


async def test_what_is_no_decision(partners: Harness):
    _, path = await seated(partners)
    session = await planned(partners, path, "2026-11-10")
    await posted(partners, f"{session}/hold", PRESENT, status=200)
    for decision, field in (
        ({"way": "majority", "for": 1, "against": 1}, "for"),
        ({"way": "majority", "for": 1}, "against"),
        ({"way": "consensus", "against": 1}, "against"),
        ({"way": "advice", "text": " "}, "text"),
    ):
        refused = await posted(partners, f"{session}/decisions", {"text": "Eén meldpunt.", **decision}, status=422)
        assert [error["field"] for error in refused["errors"]] == [field]


async def test_an_action_that_is_late_is_named_until_it_is_done(partners: Harness):
    body, path = await seated(partners)
    for day in ("2026-11-10", "2027-02-02", "2027-05-04"):
        await planned(partners, path, day)
    async with partners.asking("caseworker") as client:
        session = f"{path}/{(await client.get(path)).json()['items'][0]['session_id']}"
    assert await findings(partners, body) == [("not-noted", None)]
    await posted(partners, f"{session}/hold", PRESENT, status=200)
    action = {"what": "Een folder maken", "owner": "clb-1", "due_on": "2026-11-12"}
    await posted(partners, f"{session}/actions", {**action, "owner": "nobody"}, status=422)
    agreed = await posted(partners, f"{session}/actions", action)
    partners.clock.advance(timedelta(days=7))
    assert await findings(partners, body) == [("action-overdue", "clb-1")]
    await posted(partners, f"{session}/actions/{agreed['actions'][0]['action_id']}/done", {}, status=200)
    assert await findings(partners, body) == []


async def test_a_member_puts_something_on_the_agenda_and_no_stranger_does(partners: Harness):
    _, path = await seated(partners)
    session = await planned(partners, path, "2027-02-02")
    item = {"text": "Vervoer naar school"}
    async with partners.asking("counsellor", contact="counsellor-1") as client:
        added = await client.post(f"{session}/agenda", json=item)
        assert [(row["text"], row["added_by"]) for row in added.json()["agenda"]] == [(item["text"], "counsellor-1")]
        assert (await client.get(session)).json() == added.json()
        assert (await client.post(f"{session}/cancel")).status_code == 403
    async with partners.asking("youth-coach", contact="coach-1") as client:
        assert (await client.get(session)).status_code == 404
        assert (await client.post(f"{session}/agenda", json=item)).status_code == 404
    async with partners.asking("caseworker", contact="worker-1") as client:
        assert (await client.post(f"{session}/agenda", json=item)).status_code == 403
    await posted(partners, f"{session}/documents", {"title": "Nota", "link": "http://example.org/nota"}, status=422)
    await posted(partners, f"{session}/cancel", {}, status=200)
    await posted(partners, f"{session}/agenda", item, status=409)


async def test_sessions_and_memberships_go_with_their_term(partners: Harness):
    body, path = await seated(partners)
    await planned(partners, path, "2026-11-10")
    member = {"contact_id": "clb-1", "from": "2026-09-01", "until": "2026-09-30"}
    await posted(partners, f"/bodies/{body['body_id']}/members", member)
    purge = next(ticker for ticker in partners.service.tickers if ticker.name == "bodies")
    partners.clock.advance(timedelta(days=2300))
    await purge._job()
    async with partners.asking("caseworker") as client:
        assert (await client.get(path)).json()["items"] == []
        members = (await client.get(f"/bodies/{body['body_id']}/members")).json()["items"]
    assert [row["organisation_id"] for row in members] == ["clb-a", "school-1", "school-2"]


async def test_who_is_called_hears_of_a_session_that_is_planned_moved_and_cancelled(partners: Harness):
    body, path = await seated(partners)
    session = await planned(partners, path, "2026-12-01")
    async with partners.asking("coordinator") as client:
        first = (await client.get(session)).json()
        assert first["called"] == ["counsellor-1"]
        match = {"If-Match": f'"{first["version"]}"'}
        moved = await client.patch(session, json={"place": "Zaal 2"}, headers=match)
        assert (moved.json()["ical_sequence"], moved.json()["place"]) == (1, "Zaal 2")
        members = (await client.get(f"/bodies/{body['body_id']}/members")).json()["items"]
        school = next(row["member_id"] for row in members if row["organisation_id"] == "school-1")
        version = (await client.get(f"/bodies/{body['body_id']}")).headers["ETag"]
        member = f"/bodies/{body['body_id']}/members/{school}"
        for wrong in (["nobody"], None):
            refused = await client.patch(member, json={"represented_by": wrong}, headers={"If-Match": version})
            assert [error["field"] for error in refused.json()["errors"]] == ["represented_by"]
        sent = await client.patch(member, json={"represented_by": ["coach-1"]}, headers={"If-Match": version})
        assert [row["represented_by"] for row in sent.json()["members"]] == [[], ["coach-1"], []]
        assert (await client.get(session)).json()["called"] == ["coach-1"]
    async with partners.asking("youth-coach", contact="coach-1") as client:
        assert [row["name"] for row in (await client.get("/bodies")).json()["items"]] == ["Onderwijsraad"]
        assert (await client.get(session)).json()["place"] == "Zaal 2"
    await posted(partners, f"{session}/cancel", {}, status=200)
    told = [(kind, data) for kind, data in await partners.sent() if kind.startswith("session-")]
    assert [(kind, data["ical_sequence"], data["place"]) for kind, data in told] == [
        ("session-planned", 0, "Raadzaal"),
        ("session-moved", 1, "Zaal 2"),
        ("session-moved", 2, "Zaal 2"),
        ("session-cancelled", 3, "Zaal 2"),
    ]
    assert told[-1][1]["invited"] == [{"contact_id": "coach-1", "role": "youth-coach"}]


async def test_who_came_into_the_directory_since_is_called_when_the_session_is_kept_as_it_is(partners: Harness):
    _, path = await seated(partners)
    session = await planned(partners, path, "2026-12-01")
    contact = {
        "contact_id": "clb-new",
        "name": "Zonnebloem Vanderkanarie",
        "role": "clb",
        "schools": [],
        "email": "zonnebloem@example.org",
        "organisation_id": "clb-a",
    }
    await posted(partners, "/contacts", contact)
    async with partners.asking("coordinator") as client:
        before = (await client.get(session)).headers["ETag"]
        kept = await client.patch(session, json={"place": "Raadzaal"}, headers={"If-Match": before})
        assert kept.json()["called"] == ["clb-new", "counsellor-1"]
        assert kept.headers["ETag"] != before
        again = await client.patch(session, json={"place": "Raadzaal"}, headers={"If-Match": kept.headers["ETag"]})
        assert (again.json(), again.headers["ETag"]) == (kept.json(), kept.headers["ETag"])
    told = [kind for kind, _ in await partners.sent() if kind.startswith("session-")]
    assert told == ["session-planned", "session-moved"]


async def test_a_year_of_sessions_leaves_out_holidays_and_days_that_are_taken(partners: Harness):
    body, path = await seated(partners)
    await planned(partners, path, "2026-12-02")
    year = {
        "starts_at": "2026-11-18T19:00:00+01:00",
        "ends_at": "2026-11-18T21:00:00+01:00",
        "place": "Raadzaal",
        "every_weeks": 2,
        "until": "2027-01-13",
    }
    answer = await posted(partners, f"{path}/series", year)
    assert [row["starts_at"][:16] for row in answer["sessions"]] == [
        "2026-11-18T19:00",
        "2026-12-16T19:00",
        "2027-01-13T19:00",
    ]
    assert answer["skipped"] == [
        {"on": "2026-12-02", "why": "already-planned"},
        {"on": "2026-12-30", "why": "school-holiday"},
    ]
    refused = await posted(partners, f"{path}/series", {**year, "until": "2028-01-13"}, status=422)
    assert [error["field"] for error in refused["errors"]] == ["until"]
    await ended(partners, body, "2027-01-12")
    monthly = {name: value for name, value in year.items() if name != "every_weeks"}
    answer = await posted(partners, f"{path}/series", monthly)
    assert [(row["on"], row["why"]) for row in answer["skipped"]] == [
        ("2026-11-18", "already-planned"),
        ("2026-12-16", "already-planned"),
    ]
    last = {**year, "starts_at": "2027-01-11T19:00:00+01:00", "ends_at": "2027-01-11T21:00:00+01:00"}
    answer = await posted(partners, f"{path}/series", {**last, "every_weeks": 1, "until": "2027-01-18"})
    assert answer["skipped"] == [{"on": "2027-01-18", "why": "no-body"}]


async def ended(harness: Harness, body: dict[str, Any], day: str) -> None:
    """The body ends on this day."""
    async with harness.asking("coordinator") as client:
        path = f"/bodies/{body['body_id']}"
        version = (await client.get(path)).headers["ETag"]
        assert (await client.patch(path, json={"until": day}, headers={"If-Match": version})).status_code == 200


async def test_who_is_invited_answers_for_themselves_or_for_an_organisation(partners: Harness):
    _, path = await seated(partners)
    session = await planned(partners, path, "2026-12-01")
    session_id = UUID(session.rsplit("/", 1)[1])
    async with partners.asking("counsellor", contact="counsellor-1") as client:
        answered = (await client.post(f"{session}/replies", json={"answer": "accepted"})).json()
        assert [(row["who"], row["answer"]) for row in answered["replies"]] == [("counsellor-1", "accepted")]
        assert (await client.post(f"{session}/replies", json={"answer": "countered"})).status_code == 422
    async with partners.asking("school", school=OTHER_SCHOOL) as client:
        await client.post(f"{session}/replies", json={"answer": "declined"})
    async with partners.asking("caseworker", contact="worker-1") as client:
        assert (await client.post(f"{session}/replies", json={"answer": "accepted"})).status_code == 403
    partners.clock.advance(timedelta(minutes=5))
    await partners.tell(reply_by_mail(session_id, "counsellor-1"))
    await partners.tell(reply_by_mail(session_id, "worker-1"))
    async with partners.asking("caseworker") as client:
        replies = (await client.get(session)).json()["replies"]
    assert [(row["who"], row["answer"]) for row in replies] == [("school-2", "declined"), ("counsellor-1", "tentative")]


def reply_by_mail(session_id: UUID, contact_id: str) -> Received[ReplyArrived]:
    """What the calendar of this contact answers."""
    notification_id = new_id()
    data = ReplyArrived(
        notification_id=notification_id, meeting_id=session_id, contact_id=contact_id, answer=Answer.TENTATIVE
    )
    envelope = Envelope(id=str(new_id()), source="/notifications", type=data.event_type, sequence=1)
    return Received(envelope, data)
