"""What consultation promises of meetings, looked for in the rows that it stored and the events that it sent.

None of the product's rules are used here: only SQL, and what the town knows of its people.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from .town import Town

Row = Any
Invitation = tuple[Any, ...]

_OVERLAPS = """
    WITH taken AS (
        SELECT 'contact ' || contact_id AS what, meeting_id, starts_at, ends_at
            FROM meeting JOIN meeting_participant USING (meeting_id) WHERE status <> 'cancelled'
        UNION ALL SELECT 'room ' || room_id, meeting_id, starts_at, ends_at FROM meeting
            WHERE status <> 'cancelled' AND room_id IS NOT NULL
        UNION ALL SELECT 'place ' || place_key, meeting_id, starts_at, ends_at FROM meeting
            WHERE status <> 'cancelled' AND holds_place)
    SELECT one.what, one.starts_at FROM taken AS one JOIN taken AS other
        ON one.what = other.what AND one.meeting_id < other.meeting_id
        AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
"""
_MEETINGS = """
    SELECT *, (SELECT count(*) FROM meeting AS other WHERE other.meeting_id <> meeting.meeting_id
            AND other.status <> 'cancelled' AND other.holds_place AND other.place_key = meeting.place_key
            AND other.starts_at < meeting.ends_at AND meeting.starts_at < other.ends_at) AS others_at_place,
        ARRAY(SELECT contact_id FROM meeting_reply AS reply WHERE reply.meeting_id = meeting.meeting_id
            AND reply.starts_at = meeting.starts_at AND reply.ends_at = meeting.ends_at
            AND reply.ical_sequence >= meeting.time_sequence
            AND reply.answer IN ('declined', 'delegated', 'countered')) AS refused
    FROM meeting ORDER BY created_at, meeting_id
"""
_PEOPLE = "SELECT * FROM meeting_participant ORDER BY meeting_id, position"
_SENT = "SELECT position, key, event_type, sequence, data FROM outbox WHERE position > :after ORDER BY position"


@dataclass
class Told:
    """What was told of a meeting so far: to each participant the last invitation, and the last sequences."""

    version: int = 0
    sequence: int = -1
    invited: dict[str, Invitation] = field(default_factory=dict)
    called_off: set[str] = field(default_factory=set)
    reminded: set[tuple[str, str]] = field(default_factory=set)


class Promises:
    """Looks at the town's database after each step."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._told: dict[str, Told] = defaultdict(Told)
        self._heard = 0

    async def check(self) -> None:
        async with self._town.harness.service.engine.connect() as connection:
            overlaps = (await connection.execute(sa.text(_OVERLAPS))).all()
            rows = (await connection.execute(sa.text(_MEETINGS))).all()
            people: dict[UUID, list[Row]] = defaultdict(list)
            for person in await connection.execute(sa.text(_PEOPLE)):
                people[person.meeting_id].append(person)
            sent = (await connection.execute(sa.text(_SENT), {"after": self._heard})).all()
        assert overlaps == [], "somebody, a room or a place is booked twice"
        for event in sent:
            self._heard = event.position
            self._hear(event)
        for row in rows:
            self._check_people(row, people[row.meeting_id])
            self._check_attention(row, people[row.meeting_id])
            self._check_told(row, people[row.meeting_id])

    def _check_people(self, row: Row, people: list[Row]) -> None:
        is_on = row.starts_at is not None and row.status != "cancelled"
        assert all(person.active == is_on for person in people), "who is in a meeting is taken, and nobody else"
        assert is_on or not row.holds_place, "a meeting that is off holds no place"
        if is_on:
            wanted = {*row.required_roles, *(person["role"] for person in row.named if person["required"])}
            assert wanted <= {person.role for person in people if person.required}, "a planned meeting has its quorum"
            assert all((person.slot.lower, person.slot.upper) == (row.starts_at, row.ends_at) for person in people), (
                "everybody is taken for as long as the meeting is"
            )

    def _check_attention(self, row: Row, people: list[Row]) -> None:
        expected = self._reasons(row, people) if row.status in {"scheduled", "under-review"} else set()
        assert set(row.attention_reasons or ()) == expected, f"{row.meeting_id} asks for somebody when it has to"

    def _reasons(self, row: Row, people: list[Row]) -> set[str]:
        town, start, end = self._town, row.starts_at, row.ends_at
        if end <= town.now:
            return {"to-complete"}
        there = [person for person in people if not town.has_ended(person.contact_id, start)]
        missing = {*row.refused, *row.silent}
        reasons = set()
        if any(town.is_closed(school, start) for school in (row.school, *(row.other_schools or ()))):
            reasons.add("school-closed")
        if (
            any(person.required and person.contact_id in missing for person in people)
            or row.left_out
            or any(town.is_away(person.contact_id, start, end) for person in there)
        ):
            reasons.add("participant-away")
        if len(there) < len(people):
            reasons.add("contact-ended")
        if row.room_id is not None:
            is_lost = not town.can_be_used(row.room_id, start, len(people))
        else:
            is_lost = not row.holds_place and row.others_at_place > 0
        return reasons | ({"place-taken"} if is_lost else set())

    def _check_told(self, row: Row, people: list[Row]) -> None:
        told = self._told[str(row.meeting_id)]
        if row.starts_at is None:
            assert not told.invited
            return
        here = {person.contact_id for person in people}
        if row.status == "cancelled":
            assert not told.invited, "whoever was invited heard that it is off"
            assert here <= told.called_off
        else:
            now = (row.ical_sequence, row.starts_at.isoformat(), row.ends_at.isoformat(), row.room_place or row.place)
            assert told.invited == dict.fromkeys(here, now), "everybody's last invitation is the meeting as it is"
        assert told.sequence == row.ical_sequence

    def _hear(self, event: Row) -> None:
        kind, data = event.event_type.split(".")[-2], json.loads(event.data)
        told = self._told[event.key]
        assert event.sequence == told.version + 1, "versions of what is told rise by one"
        told.version = event.sequence
        if kind == "reply-awaited":
            invitation = data["contact_id"], data["invited_at"]
            assert invitation not in told.reminded, "somebody is reminded of an invitation once"
            told.reminded.add(invitation)
        if "ical_uid" not in data:
            return
        uid, sequence = data["ical_uid"], data["ical_sequence"]
        assert uid == f"{data.get('series_id') or data['meeting_id']}@flankerend"
        people = {person["contact_id"] for person in data["participants"]}
        times = [_moment(data[name]) for name in ("starts_at", "ends_at")]
        invitation = sequence, *times, data["place"]
        match kind:
            case "meeting-scheduled" | "meeting-rescheduled":
                assert sequence > told.sequence, "each change that calendars have to know has a higher sequence"
                told.called_off |= told.invited.keys() - people
                told.called_off -= people
                told.invited = dict.fromkeys(people, invitation)
            case "meeting-cancelled":
                assert sequence > told.sequence
                assert told.invited.keys() == people
                told.called_off |= told.invited.keys()
                told.invited = {}
            case _:
                assert sequence == told.sequence, f"{kind} is about the invitation that stands"
                assert told.invited in ({}, dict.fromkeys(people, invitation))
        told.sequence = sequence


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).isoformat()
