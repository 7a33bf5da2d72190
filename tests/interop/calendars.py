"""Calendars: what we write is read by libraries of five languages, and what these answer is read by us."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.calendars import Seen, as_written

from shared.domain.answers import Answer
from shared.invitations.entry import Attendee, Entry, Method, Organiser, Part, State
from shared.invitations.replies import replies_in
from shared.invitations.writing import published, written
from shared.runtime.clock import BRUSSELS

from .client import ClientFailedError, Workplace

COUNSELLOR = Attendee("an@school.example", Part.REQUIRED, "leerlingenbegeleider")
_PEOPLE = (COUNSELLOR, Attendee("wim@stad.example", Part.CHAIR, "dossierbeheerder"))
_CLOCKS_CHANGE = ("2026-10-24", "2026-10-26", "2027-03-27", "2027-03-29")
_SIX_WEEKS = timedelta(weeks=6)
_ANSWERS = {"ACCEPTED": Answer.ACCEPTED, "DECLINED": Answer.DECLINED, "TENTATIVE": Answer.TENTATIVE}
_COUNTER = "COUNTER"

Samples = Mapping[str, tuple[str, list[Seen]]]
"""By name, what we write, and what has to be seen in it."""


def samples() -> Samples:
    """Every method we write, for nine o'clock on the school days around both changes of the clocks."""
    return dict(_samples())


def _samples() -> Iterator[tuple[str, tuple[str, list[Seen]]]]:
    subscription = []
    for day in _CLOCKS_CHANGE:
        single = _entry(day)
        # The other side of a change of the clocks: at the same hour there, another hour in UTC.
        by_rule = single.starts_at.astimezone(BRUSSELS) - _SIX_WEEKS
        session = replace(single, uid="series@flankerend", sequence=3, recurrence_id=by_rule)
        for name, entry in (("single", single), ("session", session)):
            off = replace(entry, sequence=entry.sequence + 1, state=State.CANCELLED)
            yield f"{name} {day} REQUEST", _written(entry, Method.REQUEST)
            yield f"{name} {day} CANCEL", _written(off, Method.CANCEL)
        alone = replace(single, attendees=())
        yield f"single {day} PUBLISH", _written(alone, Method.PUBLISH)
        subscription.append(alone)
    text = published(subscription, product="consultation", name="Flankerend overleg")
    yield "subscription", (text, [as_written(entry, Method.PUBLISH) for entry in subscription])
    yield "empty subscription", (published([], product="consultation", name="Flankerend overleg"), [])


async def reads_and_answers(workplace: Workplace) -> None:
    """A library sees what we wrote in every sample, and we read what it answers. Raises ClientFailedError."""
    all_samples = samples()
    told = await workplace.run("read", given=json.dumps({name: text for name, (text, _) in all_samples.items()}))
    seen = json.loads(told)
    for name, (_, expected) in all_samples.items():
        if (found := sorted(map(_seen, seen[name]), key=_start)) != sorted(expected, key=_start):
            raise ClientFailedError(f"{name}: expected {expected}, it saw {found}")
    if workplace.can("answer"):
        await _answers(workplace, all_samples)


async def _answers(workplace: Workplace, all_samples: Samples) -> None:
    asked = {}
    for name, (text, expected) in all_samples.items():
        if not name.endswith("REQUEST"):
            continue
        later = [_utc(moment + timedelta(days=1)) for moment in (expected[0].starts_at, expected[0].ends_at)]
        for status in (*_ANSWERS, _COUNTER):
            time = later if status == _COUNTER else None
            asked[f"{name} {status}"] = {
                "text": text,
                "attendee": COUNSELLOR.address,
                "status": status,
                "proposed": time,
            }
    told = json.loads(await workplace.run("answer", given=json.dumps(asked)))
    for name, question in asked.items():
        expected = all_samples[name.rpartition(" ")[0]][1][0]
        _require(name, told[name], expected, question)


def _require(name: str, text: str, invited: Seen, question: Mapping[str, Any]) -> None:
    """We have to read: who, what, of which meeting and session, of which invitation, and which other time."""
    replies = replies_in(text, sender=COUNSELLOR.address)
    proposed = question["proposed"] and tuple(map(_moment, question["proposed"]))
    expected = {
        "uid": invited.uid,
        "address": COUNSELLOR.address,
        "answer": _ANSWERS.get(question["status"], Answer.COUNTERED),
        "sequence": invited.sequence,
        "recurrence_id": invited.recurrence_id,
        "proposed": proposed,
    }
    read = [{field: getattr(reply, field) for field in expected} for reply in replies]
    if read != [expected]:
        raise ClientFailedError(f"{name}: expected {expected}, we read {read} in {text!r}")


def _entry(day: str) -> Entry:
    starts_at = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=BRUSSELS)
    return Entry(
        uid=f"{day}@flankerend",
        sequence=1,
        stamp=datetime.fromisoformat("2026-10-12T09:00:01+02:00"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=45),
        title="Zorgoverleg SP-2026-000123",
        link="https://stad.example/overleg/00000000-0000-7000-8000-00000000cafe",
        organiser=Organiser("overleg@stad.example", "Flankerend onderwijsbeleid"),
        attendees=_PEOPLE,
        place="Stadhuis, lokaal 2; vooraan",
    )


def _written(entry: Entry, method: Method) -> tuple[str, list[Seen]]:
    return written(entry, method, product="Zorgoverleg"), [as_written(entry, method)]


def _seen(told: Mapping[str, Any]) -> Seen:
    session = told["recurrence_id"]
    return Seen(
        method=told["method"],
        uid=told["uid"],
        sequence=told["sequence"],
        starts_at=_moment(told["starts_at"]),
        ends_at=_moment(told["ends_at"]),
        recurrence_id=_moment(session) if session else None,
        organiser=told["organiser"],
        attendees=tuple((address, part) for address, part in told["attendees"]),
        status=told["status"],
    )


def _start(seen: Seen) -> datetime:
    return seen.starts_at


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
