"""The agendas of contacts, places and rooms: nobody else can book in those that a transaction has in hand."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.domain.places import place_key
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.agenda import Agenda
from shared.runtime.batching import BatchingConnection

# unnest gives its elements in their order, so the locks are taken in it.
_TAKE = sa.text(
    "INSERT INTO agenda AS kept (name, version)"
    " SELECT name, 1 FROM unnest(CAST(:names AS text[])) AS name"
    " ON CONFLICT (name) DO UPDATE SET version = kept.version + 1 RETURNING name, version"
)
_TIMES = sa.text("""
    SELECT 'contact/' || contact_id AS name, array_agg(lower(slot)) AS begins, array_agg(upper(slot)) AS ends,
            array_agg(place_key) AS places
        FROM meeting_participant JOIN meeting USING (meeting_id)
        WHERE active AND contact_id = ANY (:contacts) AND slot && tstzrange(:since, NULL) GROUP BY contact_id
    UNION ALL
    SELECT 'place/' || place_key, array_agg(starts_at), array_agg(ends_at), array_agg(place_key)
        FROM meeting
        WHERE holds_place AND place_key = ANY (:places) AND tstzrange(starts_at, ends_at) && tstzrange(:since, NULL)
        GROUP BY place_key
    UNION ALL
    SELECT 'room/' || room_id, array_agg(starts_at), array_agg(ends_at), array_agg(place_key)
        FROM meeting
        WHERE status <> 'cancelled' AND room_id = ANY (:rooms)
            AND tstzrange(starts_at, ends_at) && tstzrange(:since, NULL)
        GROUP BY room_id
""").bindparams(
    sa.bindparam("contacts", type_=ARRAY(sa.Text)),
    sa.bindparam("places", type_=ARRAY(sa.Text)),
    sa.bindparam("rooms", type_=ARRAY(sa.Text)),
    sa.bindparam("since", type_=sa.TIMESTAMP(timezone=True)),
)


@dataclass(frozen=True, slots=True)
class KeptAgenda:
    """An agenda as a process remembers it; `version` is that of its row when the agenda was right."""

    version: int
    agenda: Agenda


class Agendas:
    """The agendas that this transaction has in hand, by name.

    `kept` are the agendas that the process remembers from earlier transactions. They are right for as long as nobody
    else has had them in hand. They leave `kept` with the transaction that takes them, and come back if it commits.
    """

    def __init__(self, connection: BatchingConnection, kept: dict[str, KeptAgenda]) -> None:
        self._connection = connection
        self._kept = kept
        self._in_hand: dict[str, KeptAgenda] = {}
        self._locked: set[str] = set()

    async def take(self, names: Set[str], *, since: date, and_lock: Set[str] = frozenset()) -> None:
        """Take these in hand, as they are from the Monday `since` on; of others it is enough to lock them.

        Waits while another transaction has them.
        """
        versions = await self.lock(names | and_lock)
        kept = {name: kept for name in names if (kept := self._kept.pop(name, None))}
        old = {name for name in names if name not in kept or kept[name].version != versions[name] - 1}
        agendas = await self._read(old, since) if old else {}
        for name in names:
            self._in_hand[name] = KeptAgenda(versions[name], agendas.get(name) or kept[name].agenda)

    async def lock(self, names: Set[str]) -> Mapping[str, int]:
        """Lock those of these that are not locked yet, and make copies of them old; their versions.

        Two transactions that insert what excludes each other would wait for each other, which PostgreSQL ends after a
        second as a deadlock. So the second one waits here instead, and then sees at once that the slot is taken.
        """
        ordered = sorted(names - self._locked)
        if not ordered:
            return {}
        rows = await self._connection.execute(_TAKE, {"names": ordered})
        versions = {row.name: row.version for row in rows}
        self._locked |= versions.keys()
        return versions

    def unlocked(self, names: Iterable[str]) -> None:
        """Note that the locks of these ended, as with a savepoint that was undone."""
        self._locked.difference_update(names)

    def in_hand(self, name: str) -> Agenda | None:
        """The agenda; None if this transaction has not taken it."""
        kept = self._in_hand.get(name)
        return kept.agenda if kept else None

    def has_in_hand(self, names: Iterable[str]) -> bool:
        """Whether this transaction has taken all of these."""
        return self._in_hand.keys() >= set(names)

    def note(self, before: Meeting | None, now: Meeting) -> None:
        """Let the agendas in hand follow a meeting that was stored."""
        was, is_ = _booked(before), _booked(now)
        for name, time, _ in was - is_:
            if kept := self._in_hand.get(name):
                kept.agenda.leave(time)
        for name, time, place in is_ - was:
            if kept := self._in_hand.get(name):
                kept.agenda.take(time, place)

    def keep(self) -> None:
        """Remember them, once the transaction is committed."""
        self._kept |= self._in_hand

    async def _read(self, names: Iterable[str], since: date) -> Mapping[str, Agenda]:
        agendas = {name: Agenda() for name in names}
        split = [name.split("/", 1) for name in agendas]
        parameters = {
            "contacts": [rest for kind, rest in split if kind == "contact"],
            "places": [rest for kind, rest in split if kind == "place"],
            "rooms": [rest for kind, rest in split if kind == "room"],
            "since": midnight(since),
        }
        for row in await self._connection.execute(_TIMES, parameters):
            for start, end, place in zip(row.begins, row.ends, row.places, strict=True):
                agendas[row.name].take(Interval(start, end), place)
        return agendas


SESSIONS = "sessions"
"""The name of what whoever fixes sessions has in hand; the row is there as soon as somebody did."""


def of_contact(contact_id: str) -> str:
    """The name of a contact's agenda."""
    return f"contact/{contact_id}"


def of_place(place: str) -> str:
    """The name of a place's agenda."""
    return f"place/{place_key(place)}"


def of_room(room_id: str) -> str:
    """The name of a room's agenda."""
    return f"room/{room_id}"


def of_meeting(meeting: Meeting | None) -> set[str]:
    """The names of the agendas that hold a meeting."""
    return {name for name, _, _ in _booked(meeting)}


def _booked(meeting: Meeting | None) -> set[tuple[str, Interval, str | None]]:
    if meeting is None or meeting.slot is None or not meeting.keeps_its_slot:
        return set()
    time, place = meeting.slot.time, place_key(meeting.place)
    booked = {(of_contact(participant.contact_id), time, place) for participant in meeting.slot.participants}
    if meeting.holds_place and meeting.place is not None:
        booked.add((of_place(meeting.place), time, place))
    if meeting.slot.room is not None:
        booked.add((of_room(meeting.slot.room.room_id), time, place))
    return booked
