"""Sessions of a standing meeting: each case hears what concerns it, once, and while it is on the agenda."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from shared.contracts import consultation_meetings as meetings
from shared.contracts.contract import Contract

from .harness import Harness, level_reached, meeting

SERIES = uuid4()
BEGIN = "2026-12-01T10:30:00+01:00"


class Session:
    """A session that consultation tells of; each event has the next sequence."""

    def __init__(self, harness: Harness) -> None:
        self.meeting_id = uuid4()
        self.sequence = 0
        self._harness = harness

    async def tell(self, kind: type[Contract], *case_ids: str, sequence: int | None = None, **fields: Any) -> None:
        self.sequence += 1
        about = {"series_id": SERIES, "fixed_for": BEGIN, "status": "scheduled", **fields}
        event = meeting(kind, self.meeting_id, *case_ids, **about)
        await self._harness.receive(event, str(self.meeting_id), sequence=sequence or self.sequence)

    async def agenda(self, *case_ids: str, came: Any = (), left: Any = (), **fields: Any) -> None:
        named = fields.pop("in_place_of", {})
        agenda = [{"case_id": own, "minutes": 15, "in_place_of": named.get(own)} for own in case_ids]
        await self.tell(
            meetings.MeetingAgendaChanged, *case_ids, agenda=agenda, came=list(came), left=list(left), **fields
        )


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A case that asked for its meeting."""
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    return await harness.only_case()


async def about_meetings(harness: Harness, case: dict[str, Any]) -> list[str]:
    kinds = [entry["kind"] for entry in await harness.timeline(case["case_id"])]
    return [kind for kind in kinds if kind.startswith(("meeting", "agenda"))]


async def meetings_of(harness: Harness, case: dict[str, Any]) -> list[tuple[UUID, str]]:
    shown = (await harness.http.get(f"/cases/{case['case_id']}")).json()["meetings"]
    return [(UUID(known["meeting_id"]), known["status"]) for known in shown]


async def asked_for(harness: Harness, case: dict[str, Any]) -> list[str]:
    """What the case called the meetings that it asked for."""
    asked = [data for name, data in await harness.sent() if name == "meeting-requested.v1"]
    return [data["meeting_id"] for data in asked if data["case_id"] == case["case_id"]]


async def test_a_case_on_an_agenda_has_that_meeting_and_not_the_one_it_asked_for(
    harness: Harness, case: dict[str, Any]
) -> None:
    [asked] = await asked_for(harness, case)
    session = Session(harness)
    await session.tell(meetings.MeetingScheduled)
    case_id = case["case_id"]
    await session.agenda(case_id, came=[case_id], in_place_of={case_id: asked})
    assert await meetings_of(harness, case) == [(session.meeting_id, "scheduled")]
    await harness.receive(meeting(meetings.MeetingDropped, asked), asked)
    assert await about_meetings(harness, case) == ["meeting-requested", "agenda-joined"]
    texts = [entry["text"] for entry in await harness.timeline(case_id)]
    assert texts[-1] == "Staat op de agenda van het zorgoverleg van 1/12/2026 om 10.30\u00a0uur."
    assert (await harness.act(case_id, "request-meeting")).json()["meeting_id"] == str(session.meeting_id)


async def test_a_case_hears_of_its_session_only_while_it_is_on_the_agenda(
    harness: Harness, case: dict[str, Any]
) -> None:
    case_id, other = case["case_id"], str(uuid4())
    session = Session(harness)
    await session.tell(meetings.MeetingScheduled)
    await session.tell(meetings.MeetingRescheduled)
    await session.agenda(other, case_id, came=[case_id])
    await session.tell(meetings.MeetingRescheduled, other, case_id)
    await session.agenda(other, left=[case_id])
    await session.tell(meetings.MeetingRescheduled, other)
    await session.tell(meetings.MeetingHeld, other)
    assert await about_meetings(harness, case) == [
        "meeting-requested",
        "agenda-joined",
        "meeting-rescheduled",
        "agenda-left",
    ]
    assert session.meeting_id not in [meeting_id for meeting_id, _ in await meetings_of(harness, case)]


async def test_an_older_word_does_not_bring_a_case_back(harness: Harness, case: dict[str, Any]) -> None:
    case_id = case["case_id"]
    session = Session(harness)
    await session.tell(meetings.MeetingScheduled)
    await session.agenda(left=[case_id], sequence=3)
    await session.agenda(case_id, came=[case_id], sequence=2)
    assert session.meeting_id not in [meeting_id for meeting_id, _ in await meetings_of(harness, case)]


async def test_a_session_that_is_held_was_a_meeting_of_its_cases(harness: Harness, case: dict[str, Any]) -> None:
    case_id = case["case_id"]
    session = Session(harness)
    await session.agenda(case_id, came=[case_id])
    await session.tell(meetings.MeetingHeld, case_id)
    assert (session.meeting_id, "held") in await meetings_of(harness, case)


async def test_a_reopened_case_asks_anew_though_its_session_has_other_cases(
    harness: Harness, case: dict[str, Any]
) -> None:
    """Its place on the agenda is gone, which consultation is about to tell."""
    [asked] = await asked_for(harness, case)
    case_id = case["case_id"]
    signal = level_reached(signal_id=uuid4(), person_id=uuid4(), pupil="p-2")
    await harness.receive(signal, str(signal.person_id))
    [other] = [
        own["case_id"] for own in (await harness.http.get("/cases")).json()["items"] if own["case_id"] != case_id
    ]
    session = Session(harness)
    await session.agenda(case_id, other, came=[case_id, other], in_place_of={case_id: asked})
    await harness.act(case_id, "close", outcome="other", reason="reden")
    await harness.act(case_id, "reopen", reason="opnieuw")
    assert len(await asked_for(harness, case)) == 2
