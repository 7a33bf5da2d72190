"""Cases with something to print, and every text a person typed marked with a canary of its own."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.component.casework.harness import SCHOOL, Harness, contact, level_reached, meeting, notice, person
from tests.component.casework.test_not_enrolled import missing, name, tell

from shared.contracts.consultation_meetings import MeetingScheduled
from shared.contracts.notifications_deliveries import NotificationSent

PDF = {"Accept": "application/pdf"}
NOT_NEEDED = {"on": "2026-11-20", "not_needed": "legal-duty"}
LETTER = {
    "address": "De ouders van Amina Vandeputte\nKanarielaan 12 bus 3\n3800 Sint-Truiden",
    "next_step": "talk",
    "on": "2026-12-03",
}
ANSWERS = {
    "enrolled": "ingeschreven in een school, een CDO of Syntra",
    "has-diploma": "diploma van het secundair onderwijs",
    "home-education": "volgt huisonderwijs",
    "exempted": "vrijgesteld van de leerplicht",
    "otherwise-in-order": "in orde om een andere reden",
    "not-in-order": "niet in orde met de leerplicht",
}


def half_days(number: int) -> list[dict[str, Any]]:
    """So many half days, two a day, from 1 September 2025 on."""
    first = date(2025, 9, 1)
    return [
        {"date": first + timedelta(days=index // 2), "half_day": "AM" if index % 2 == 0 else "PM", "school": SCHOOL}
        for index in range(number)
    ]


async def truant(harness: Harness, number: int = 6) -> dict[str, Any]:
    """A truancy case in which everything was written that a person can write."""
    for role in ("counsellor", "clb", "youth-coach", "caseworker"):
        await harness.receive(contact(f"{role}-1", role, SCHOOL, name=f"Naam van {role}"), f"{role}-1")
    signal = level_reached(5, count=number, half_days=half_days(number))
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    await harness.receive(signal, str(signal.person_id))
    case_id = (await harness.only_case())["case_id"]
    planned = meeting(MeetingScheduled, uuid4(), case_id)
    await harness.receive(planned, str(planned.meeting_id))  # type: ignore[attr-defined]
    told = notice(NotificationSent, "case", case_id, "clb", "case-opened", contact_id="clb-1")
    await harness.receive(told, str(uuid4()))
    for action, body in (
        *(("consents", {**NOT_NEEDED, "purpose": f"share-with-{to}"}) for to in ("clb", "school", "youth-coach")),
        ("start", {}),
        ("hold", {"until": "2026-11-30", "reason": "KANARIEREDEN"}),
        ("resume", {}),
        ("assign", {"assignee": "caseworker-1"}),
        ("notes", {"text": "KANARIENOTITIE"}),
        ("tasks", {"text": "KANARIETAAK", "owner": "caseworker-1", "due": "2026-11-30"}),
        ("contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "KANARIEGESPREK"}),
    ):
        answer = await harness.act(case_id, action, **body)
        assert answer.status_code == 200, answer.text
    return await harness.only_case()


async def unenrolled(harness: Harness) -> dict[str, Any]:
    """A case of a child that is not known to be enrolled, with a visit to its home."""
    said = missing()
    await name(harness, said.person_id)
    await tell(harness, said)
    case_id = (await harness.only_case())["case_id"]
    visit = {"on": "2026-11-20", "party": "parents", "means": "visit", "text": "KANARIEGESPREK"}
    assert (await harness.act(case_id, "contacts", **visit)).status_code == 200
    return await harness.only_case()


async def printed(harness: Harness, case: dict[str, Any], kind: str, body: Any = None, **query: Any) -> bytes:
    """The paper as PDF."""
    answer = await harness.http.post(f"/cases/{case['case_id']}/papers/{kind}", json=body, params=query, headers=PDF)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content
