"""The planners of schools, kept for as long as nothing changed that they plan by."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from consultation.domain.contact import Contact
from consultation.domain.local_time import monday_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.places import place_key
from consultation.domain.room import Room
from consultation.domain.school_time import half_days_by
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.storage.agendas import SESSIONS, Agendas, KeptAgenda, of_contact, of_place, of_room
from consultation.meetings.storage.watch import Seen
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.planning.venue import RoomDiary
from shared.copies.calendars import Calendars
from shared.domain.deputies import line_of
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import CalendarOf
from shared.runtime.batching import BatchingConnection

_MOST_AGENDAS = 5_000

Versions = frozenset[tuple[str, int]]

_VERSIONS = sa.text(
    "SELECT name AS of, '' AS part, version FROM agenda WHERE name IN ('directory', 'sessions')"
    " UNION ALL SELECT school, CAST(school_year AS text), version FROM school_calendar WHERE school = ANY (:schools)"
).bindparams(sa.bindparam("schools", type_=ARRAY(sa.Text)))


@dataclass(frozen=True)
class Directory:
    """All contacts and rooms, and for each school that was asked for who could take part in its meetings."""

    versions: Versions
    contacts: Mapping[str, Contact]
    rooms: Sequence[Room] = ()
    _at: dict[str, tuple[Contact, ...]] = field(default_factory=dict)

    def at(self, school: str) -> tuple[Contact, ...]:
        """The contacts of a school and those who stand in for them, by contact id."""
        if school not in self._at:
            self._at[school] = tuple(
                contact for contact in self.contacts.values() if line_of(contact, school, self.contacts) is not None
            )
        return self._at[school]

    def rooms_at(self, place: str) -> tuple[Room, ...]:
        """The rooms of a place, by room id; `place` is the name of the place's agenda."""
        return tuple(room for room in self.rooms if of_place(room.site) == place)


@dataclass
class Memory:
    """What a process remembers from one transaction to the next, each with the version at which it was right.

    What is planned by is forgotten with a new day, what was `seen` of planned meetings is not. `has_sessions`: sessions
    of a series were fixed, ever.
    """

    day: date | None = None
    directory: Directory | None = None
    agendas: dict[str, KeptAgenda] = field(default_factory=dict)
    calendars: dict[str, tuple[Versions, CalendarOf]] = field(default_factory=dict)
    planners: dict[tuple[str, str, str], tuple[CalendarOf, Planner]] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    has_sessions: bool = False

    def begin(self, today: date) -> None:
        """Forget what is planned by on a new day, whose week may be another, and when it became too much."""
        if today != self.day or len(self.agendas) > _MOST_AGENDAS:
            self.day, self.directory = today, None
            for kept in (self.agendas, self.calendars, self.planners):
                kept.clear()


class Planners:
    """The planners of the schools and places that were loaded. Nobody else plans there until the transaction ends."""

    def __init__(
        self,
        connection: BatchingConnection,
        memory: Memory,
        *,
        agendas: Agendas,
        calendars: Calendars,
        all_contacts: Callable[[], Awaitable[Sequence[Contact]]],
        all_rooms: Callable[[], Awaitable[Sequence[Room]]],
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._agendas = agendas
        self._calendars = calendars
        self._all_contacts = all_contacts
        self._all_rooms = all_rooms
        self._rooms: dict[str, tuple[Room, ...]] = {}
        self._contacts: dict[str, tuple[Contact, ...]] = {}
        self._calendar_of: Mapping[str, CalendarOf] = {}
        self._checked: set[tuple[str, str, str]] = set()

    async def load(self, schools: Collection[str], places: Set[str], *, booked: Set[str], today: date) -> None:
        """Take in hand these agendas of places and of their rooms, and of all who could take part at these schools.

        Read is only what changed since this process read it. The agendas `booked` are locked with them.
        """
        memory = self._memory
        memory.begin(today)
        if schools:
            versions = await self._versions(schools)
            memory.has_sessions |= bool(versions[SESSIONS])
            directory = await self._directory(versions["directory"])
            self._calendar_of = await self._calendars_by({school: versions[school] for school in schools})
            self._contacts = {school: directory.at(school) for school in schools}
            self._rooms = {place: directory.rooms_at(place) for place in places}
        people = {of_contact(contact.contact_id) for contacts in self._contacts.values() for contact in contacts}
        rooms = {of_room(room.room_id) for of_place in self._rooms.values() for room in of_place}
        await self._agendas.take(people | places | rooms, since=monday_of(today), and_lock=booked)

    def of(self, meeting: Meeting, rules: MeetingRules) -> Planner | None:
        """The planner for a meeting without a slot, where nobody is named; None if school or place was not loaded."""
        place = meeting.place and self._agendas.in_hand(of_place(meeting.place))
        is_other = meeting.session or meeting.slot is not None or meeting.wanted.named
        if not place or is_other or meeting.school not in self._contacts:
            return None
        key = meeting.school, meeting.meeting_type, of_place(meeting.place or "")
        kept = self._memory.planners.get(key)
        if kept is None or not (key in self._checked or self._is_of_now(*kept, school=meeting.school, place=place)):
            calendar_of = self._calendar_of[meeting.school]
            kept = self._memory.planners[key] = calendar_of, self._new(meeting, rules, calendar_of, place=place)
        self._checked.add(key)
        _, planner = kept
        return planner

    def _is_of_now(self, calendar_of: CalendarOf, planner: Planner, *, school: str, place: Agenda) -> bool:
        contacts, diaries = self._contacts[school], planner.diaries
        return (
            calendar_of is self._calendar_of[school]
            and planner.place is place
            and planner.rooms == self._rooms_at(planner.where)
            and len(contacts) == len(diaries)
            and all(
                diary.contact is contact and diary.busy is self._agendas.in_hand(of_contact(contact.contact_id))
                for diary, contact in zip(diaries, contacts, strict=True)
            )
        )

    def _new(self, meeting: Meeting, rules: MeetingRules, calendar_of: CalendarOf, *, place: Agenda) -> Planner:
        diaries = [
            Diary(contact, self._agendas.in_hand(of_contact(contact.contact_id)) or ())
            for contact in self._contacts[meeting.school]
        ]
        school_time = rules.school_time(meeting.meeting_type, half_days_by(calendar_of))
        planning = rules.planning_of(meeting.meeting_type)
        where = place_key(meeting.place)
        return Planner(school_time, diaries, place=place, rooms=self._rooms_at(where), where=where, rules=planning)

    def _rooms_at(self, where: str | None) -> Sequence[RoomDiary]:
        """The rooms of a place, as it is compared, with their agendas in hand."""
        rooms = self._rooms.get(of_place(where or ""), ())
        agendas = ((room, self._agendas.in_hand(of_room(room.room_id))) for room in rooms)
        return [RoomDiary(room, agenda) for room, agenda in agendas if agenda is not None]

    async def _versions(self, schools: Collection[str]) -> Mapping[str, Versions]:
        versions: dict[str, set[tuple[str, int]]] = {name: set() for name in ("directory", SESSIONS, *schools)}
        for row in await self._connection.execute(_VERSIONS, {"schools": list(schools)}):
            versions[row.of].add((row.part, row.version))
        return {name: frozenset(of_name) for name, of_name in versions.items()}

    async def _directory(self, versions: Versions) -> Directory:
        directory = self._memory.directory
        if directory is None or directory.versions != versions:
            contacts = {contact.contact_id: contact for contact in await self._all_contacts()}
            directory = self._memory.directory = Directory(versions, contacts, await self._all_rooms())
        return directory

    async def _calendars_by(self, versions: Mapping[str, Versions]) -> Mapping[str, CalendarOf]:
        """The calendars of schools at these versions; others may forget at any time what the process remembers."""
        kept = {school: self._memory.calendars.get(school) for school in versions}
        calendars = {school: of[1] for school, of in kept.items() if of and of[0] == versions[school]}
        changed = versions.keys() - calendars.keys()
        await self._calendars.load([school for school in changed if versions[school]])
        for school in changed:
            calendars[school] = await self._calendars.of(school) if versions[school] else flemish_calendar
            self._memory.calendars[school] = versions[school], calendars[school]
        return calendars
