"""Meetings and who takes part in them, in the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE, Range, insert
from sqlalchemy.dialects.postgresql import UUID as ID
from sqlalchemy.exc import IntegrityError

from consultation.domain.audience import Audience
from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.domain.places import place_key
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.meeting_query import MeetingQuery
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.meetings.domain.states import Status
from consultation.meetings.storage.agendas import SESSIONS, Agendas, of_contact, of_meeting, of_place, of_room
from consultation.meetings.storage.meeting_rows import meeting_from, meeting_row, participant_rows
from consultation.planning.diary import Visit
from consultation.planning.planner import Planner
from consultation.storage.tables import meeting, participant
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection, as_json, rows_of

_EXCLUSION_VIOLATION = "23P01"
_DAY = timedelta(days=1)

_TIME = sa.func.tstzrange(meeting.c.starts_at, meeting.c.ends_at, type_=TSTZRANGE)
_IS_AWAITED = meeting.c.status.in_([Status.SCHEDULED, Status.UNDER_REVIEW])
_IS_ON = sa.and_(meeting.c.starts_at.is_not(None), meeting.c.status != Status.CANCELLED)

_IDS = ARRAY(ID(as_uuid=True))
_OF_MEETINGS = participant.c.meeting_id == sa.any_(sa.bindparam("meeting_ids", type_=_IDS))
_PARTICIPANTS = sa.select(participant).where(_OF_MEETINGS).order_by(participant.c.position)
_UNSEAT = sa.delete(participant).where(_OF_MEETINGS)
_FREE = sa.update(participant).where(_OF_MEETINGS).values(active=False)
_SEAT = sa.insert(participant).from_select(
    [column.name for column in participant.columns], sa.select(rows_of(participant, "participants"))
)
_INSERT = insert(meeting).from_select(
    [column.name for column in meeting.columns], sa.select(rows_of(meeting, "meetings"))
)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["meeting_id"],
    set_={column.name: _INSERT.excluded[column.name] for column in meeting.columns if not column.primary_key},
)
_STORE = _SAVE.add_cte(_FREE.cte("freed"), _SEAT.cte("seated"))
_IS_ASKED = sa.or_(
    meeting.c.case_ids.overlap(sa.bindparam("case_ids", type_=_IDS)),
    meeting.c.meeting_id == sa.any_(sa.bindparam("meeting_ids", type_=_IDS)),
)
_IS_SESSION_AT = sa.and_(
    meeting.c.series_id.is_not(None),
    meeting.c.status == Status.SCHEDULED.value,
    sa.or_(
        meeting.c.school == sa.any_(sa.bindparam("schools", type_=ARRAY(sa.Text))),
        meeting.c.other_schools.overlap(sa.bindparam("schools", type_=ARRAY(sa.Text))),
    ),
)
_LOAD = sa.select(meeting).where(_IS_ASKED).order_by(meeting.c.meeting_id).with_for_update()
_LOAD_WITH_SESSIONS = (
    sa.select(meeting).where(sa.or_(_IS_ASKED, _IS_SESSION_AT)).order_by(meeting.c.meeting_id).with_for_update()
)


class Meetings:
    """Meetings with their participants. No contact is ever in two at the same time, and no place or room has two."""

    def __init__(self, connection: BatchingConnection, agendas: Agendas) -> None:
        self._connection = connection
        self._agendas = agendas
        # As they are, and as they are in the database: what differs is kept back.
        self._meetings: dict[UUID, Meeting] = {}
        self._stored: dict[UUID, Meeting] = {}
        self._of_cases: dict[UUID, set[UUID]] = {}
        self._loaded_ids: set[UUID] = set()
        self._sessions_of: set[str] = set()
        self._changed: set[UUID] = set()
        connection.keeps_back(self._write)

    async def load(
        self, case_ids: Collection[UUID], meeting_ids: Collection[UUID], *, sessions_at: Collection[str] = ()
    ) -> list[Meeting]:
        """Lock the meetings about these cases, and these meetings, until the transaction ends, at once.

        With them the sessions at these schools that are planned, whose order no other transaction turns round so.
        """
        asked = {"case_ids": list(case_ids), "meeting_ids": list(meeting_ids)}
        with_sessions = _LOAD_WITH_SESSIONS, asked | {"schools": list(sessions_at)}
        statement, parameters = with_sessions if sessions_at else (_LOAD, asked)
        rows = (await self._connection.execute(statement, parameters)).all()
        self._sessions_of |= set(sessions_at)
        for case_id in case_ids:
            self._of_cases.setdefault(case_id, set())
        self._loaded_ids |= set(meeting_ids)
        return await self._made_of(rows)

    async def load_sessions(self, schools: Collection[str], *, are_there: bool) -> None:
        """Lock the sessions at these schools that are planned, unless they are locked or there are none at all."""
        if are_there and not self._sessions_of.issuperset(schools):
            await self.load((), (), sessions_at=schools)
        self._sessions_of |= set(schools)

    async def sessions_at(self, school: str, meeting_type: str, *, first: date, last: date) -> list[Meeting]:
        """The sessions for this school that are planned on these days, soonest first, locked until the end."""
        if school not in self._sessions_of:
            await self.load((), (), sessions_at=[school])
        days = Interval(midnight(first), midnight(last + _DAY))
        sessions = [
            (session.slot.time, session.meeting_id, session)
            for session in self._meetings.values()
            if session.session and session.slot and session.status is Status.SCHEDULED
            if school in session.schools and session.meeting_type == meeting_type and days.contains(session.slot.time)
        ]
        return [session for *_, session in sorted(sessions, key=itemgetter(0, 1))]

    async def get(self, meeting_id: UUID) -> Meeting:
        """The meeting, locked until the transaction ends. Raises NotFound."""
        meetings = await self._select(meeting.c.meeting_id == meeting_id, lock=True)
        if not meetings:
            raise NotFound("meeting", meeting_id)
        return meetings[0]

    async def find(self, meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
        """The meeting, None if there is no such meeting; with `lock` it stays as it is until the transaction ends."""
        if meeting_id in self._loaded_ids:
            return self._meetings.get(meeting_id)
        meetings = await self._select(meeting.c.meeting_id == meeting_id, lock=lock)
        return meetings[0] if meetings else None

    async def of_case(self, case_id: UUID) -> list[Meeting]:
        """The meetings about this case, oldest first, locked until the transaction ends."""
        if case_id in self._of_cases:
            return self._about(case_id)
        return await self._select(meeting.c.case_ids.contains([case_id]), lock=True)

    async def awaited_at(self, school: str) -> list[Meeting]:
        """Meetings at this school that have a time and were not held yet, locked until the transaction ends."""
        return await self._select(_IS_AWAITED, _at_school(school), lock=True)

    async def awaited_by(self, contact_ids: Iterable[str]) -> list[Meeting]:
        """Meetings in which one of these contacts takes part, that have a time and were not held yet, locked."""
        takes_part = sa.exists().where(
            participant.c.meeting_id == meeting.c.meeting_id, participant.c.contact_id.in_(list(contact_ids))
        )
        return await self._select(_IS_AWAITED, takes_part, lock=True)

    async def awaited_in(self, room_id: str) -> list[Meeting]:
        """Meetings in this room that have a time and were not held yet, locked until the transaction ends."""
        return await self._select(_IS_AWAITED, meeting.c.room_id == room_id, lock=True)

    async def all_of(self, meeting_ids: Iterable[UUID]) -> list[Meeting]:
        """Those of these meetings that exist, oldest first."""
        return await self._select(meeting.c.meeting_id == sa.any_(sa.literal(list(meeting_ids), _IDS)))

    async def at_place(self, place: str, time: Interval, *, but: UUID) -> list[Booking]:
        """The meetings of any school that hold this place at some of this time, the meeting `but` left out."""
        is_there = sa.and_(meeting.c.holds_place, meeting.c.place_key == place_key(place))
        return await self._bookings(is_there, time, but)

    async def in_rooms(self, room_ids: Collection[str], time: Interval, *, but: UUID) -> Mapping[str, list[Interval]]:
        """When other meetings than `but` are in these rooms, at some of this time, by room."""
        rows = await self._connection.execute(
            sa.select(meeting.c.room_id, meeting.c.starts_at, meeting.c.ends_at).where(
                meeting.c.room_id.in_(list(room_ids)),
                meeting.c.status != Status.CANCELLED,
                _TIME.overlaps(Range(time.start, time.end)),
                meeting.c.meeting_id != but,
            )
        )
        times: dict[str, list[Interval]] = {}
        for row in rows:
            times.setdefault(row.room_id, []).append(Interval(row.starts_at, row.ends_at))
        return times

    async def of_cases(self, case_ids: Iterable[UUID], time: Interval, *, but: UUID) -> list[Booking]:
        """The meetings about one of these cases at some of this time, the meeting `but` left out."""
        asked = set(case_ids)
        if asked <= self._of_cases.keys():
            meetings = (meeting for case_id in asked for meeting in self._about(case_id) if meeting.meeting_id != but)
            return [
                Booking(meeting.meeting_id, meeting.slot.time)
                for meeting in meetings
                if meeting.slot and meeting.keeps_its_slot and meeting.slot.time.overlaps(time)
            ]
        return await self._bookings(sa.and_(_IS_ON, meeting.c.case_ids.overlap(list(asked))), time, but)

    async def page(self, asked: MeetingQuery, *, after: UUID | None, limit: int) -> list[Meeting]:
        """Up to `limit` of the meetings asked for that come after the meeting `after`, oldest first."""
        chosen = [_visible_to(asked.audience)]
        if asked.school is not None:
            chosen.append(_at_school(asked.school))
        if asked.status is not None:
            chosen.append(meeting.c.status == str(asked.status))
        if asked.contact is not None:
            chosen.append(_takes_part(asked.contact))
        if asked.case_id is not None:
            chosen.append(meeting.c.case_ids.contains([asked.case_id]))
        if after is not None:
            chosen.append(meeting.c.meeting_id > after)
        return await self._select(*chosen, limit=limit)

    async def coming(
        self, audience: Audience, since: datetime, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Meeting]:
        """Up to `limit` meetings that end after `since` and are to be held, soonest first, from after `after` on."""
        place = (meeting.c.starts_at, meeting.c.meeting_id)
        chosen = [_visible_to(audience), _IS_AWAITED, meeting.c.ends_at > since]
        if after is not None:
            chosen.append(sa.tuple_(*place) > after)
        return await self._select(*chosen, order=place, limit=limit)

    async def past(
        self, audience: Audience, now: datetime, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Meeting]:
        """Up to `limit` meetings that were held, or ended by `now` and were not called off; the latest first."""
        place = (meeting.c.starts_at, meeting.c.meeting_id)
        chosen = [_visible_to(audience), _IS_ON, sa.or_(~_IS_AWAITED, meeting.c.ends_at <= now)]
        if after is not None:
            chosen.append(sa.tuple_(*place) < after)
        return await self._select(*chosen, order=tuple(column.desc() for column in place), limit=limit)

    async def of_series(
        self, series_id: UUID, audience: Audience, *, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[Meeting]:
        """Up to `limit` sessions of this series that the audience may see, soonest first, from after `after` on."""
        place = (meeting.c.starts_at, meeting.c.meeting_id)
        chosen = [_visible_to(audience), meeting.c.series_id == series_id]
        if after is not None:
            chosen.append(sa.tuple_(*place) > after)
        return await self._select(*chosen, order=place, limit=limit)

    async def on_the_agenda_of(self, contact_id: str, since: datetime, *, limit: int) -> list[Meeting]:
        """Up to `limit` meetings in which this contact takes part, that end after `since`; soonest first."""
        order = (meeting.c.starts_at, meeting.c.meeting_id)
        return await self._select(_takes_part(contact_id), _IS_ON, meeting.c.ends_at > since, order=order, limit=limit)

    async def asking(self, audience: Audience, *, limit: int) -> list[Meeting]:
        """Up to `limit` meetings that ask for somebody or have no slot, oldest first."""
        asks = sa.or_(meeting.c.attention_since.is_not(None), meeting.c.status == str(Status.PROPOSED))
        return await self._select(_visible_to(audience), asks, limit=limit)

    async def waiting(self) -> list[Meeting]:
        """The meetings that wait for a slot, oldest first."""
        return await self._select(meeting.c.status == str(Status.PROPOSED))

    async def booked_between(self, time: Interval) -> list[Meeting]:
        """The meetings of any school that have some of this time, oldest first; none that was called off."""
        return await self._select(_IS_ON, _TIME.overlaps(Range(time.start, time.end)))

    async def save(self, changed: Meeting) -> None:
        """Store the meeting. Raises SlotTaken, and stores nothing, if its place, room or a participant is taken then.

        It is written with the transaction's next statement, or at its end, where nobody else can take the slot.
        """
        before = self._meetings.get(changed.meeting_id)
        if changed.session and before is None:
            await self._agendas.lock({SESSIONS})
        takes_place = changed.holds_place and not (before and before.holds_place)
        if takes_place or changed.slot != (before.slot if before else None):
            await self._take_slot(before, changed)
        else:
            self._changed.add(changed.meeting_id)
        self._agendas.note(before, changed)
        self._note(changed)

    async def busy(self, contact_ids: Iterable[str], *, first: date, last: date, but: UUID) -> Sequence[Visit]:
        """When and where these contacts have meetings from `first` until and with `last`, but the meeting `but`."""
        between = Range(midnight(first), midnight(last + _DAY))
        rows = await self._connection.execute(
            sa.select(participant.c.contact_id, participant.c.slot, meeting.c.place_key)
            .join(meeting, meeting.c.meeting_id == participant.c.meeting_id)
            .where(
                participant.c.active,
                participant.c.contact_id.in_(list(contact_ids)),
                participant.c.slot.overlaps(between),
                participant.c.meeting_id != but,
            )
        )
        return [Visit(row.contact_id, Interval(row.slot.lower, row.slot.upper), row.place_key) for row in rows]

    async def hold_agendas(self, planner: Planner) -> None:
        """Let nobody else book the people, place and rooms that this planner knows until the transaction ends."""
        names = {of_contact(diary.contact.contact_id) for diary in planner.diaries}
        names |= {of_room(diary.room.room_id) for diary in planner.rooms}
        await self._agendas.lock(names | ({of_place(planner.where)} if planner.where else set()))

    async def _take_slot(self, before: Meeting | None, changed: Meeting) -> None:
        if not (before and before.slot) and self._agendas.has_in_hand(of_meeting(changed)):
            self._changed.add(changed.meeting_id)
            return
        locked: Iterable[str] = ()
        try:
            async with self._connection.savepoint():
                locked = await self._agendas.lock(of_meeting(before) | of_meeting(changed))
                await self._connection.execute(_UNSEAT, {"meeting_ids": [changed.meeting_id]})
                await self._store([changed], seated=[changed])
        except IntegrityError as error:
            self._agendas.unlocked(locked)
            if getattr(error.orig, "sqlstate", None) == _EXCLUSION_VIOLATION:
                raise SlotTaken from None
            raise
        self._stored[changed.meeting_id] = changed

    async def _write(self) -> None:
        ids, self._changed = sorted(self._changed), set()
        changes = [(self._stored.get(meeting_id), self._meetings[meeting_id]) for meeting_id in ids]
        if not changes:
            return
        freed = [was for was, now in changes if was and was.keeps_its_slot and not now.keeps_its_slot]
        await self._agendas.lock({name for was in freed for name in of_meeting(was)})
        # What leaves a place or a room comes before what takes it.
        meetings = sorted((now for _, now in changes), key=lambda now: now.holds_place or now.holds_room)
        seated = [now for was, now in changes if now.slot and not (was and was.slot)]
        if freed and seated:
            await self._store(meetings, freed=freed)
            await self._store([], seated=seated)
        else:
            await self._store(meetings, freed=freed, seated=seated)
        self._stored |= {now.meeting_id: now for _, now in changes}

    async def _store(
        self, meetings: Sequence[Meeting], *, freed: Sequence[Meeting] = (), seated: Sequence[Meeting] = ()
    ) -> None:
        """Write these meetings; those `freed` keep their slot no longer, those `seated` have no participants yet."""
        rows = {
            "meetings": as_json(map(meeting_row, meetings)),
            "meeting_ids": [meeting.meeting_id for meeting in freed],
            "participants": as_json(row for meeting in seated for row in participant_rows(meeting)),
        }
        await self._connection.execute(_STORE, rows)

    def _note(self, meeting: Meeting) -> None:
        self._meetings[meeting.meeting_id] = meeting
        for case_id in self._of_cases.keys() & meeting.case_ids:
            self._of_cases[case_id].add(meeting.meeting_id)

    def _about(self, case_id: UUID) -> list[Meeting]:
        """The meetings about a case that was loaded, oldest first."""
        meetings = (self._meetings[meeting_id] for meeting_id in sorted(self._of_cases[case_id]))
        return [meeting for meeting in meetings if case_id in meeting.case_ids]

    async def _bookings(self, condition: sa.ColumnElement[bool], time: Interval, but: UUID) -> list[Booking]:
        statement = sa.select(meeting.c.meeting_id, meeting.c.starts_at, meeting.c.ends_at).where(
            condition, _TIME.overlaps(Range(time.start, time.end)), meeting.c.meeting_id != but
        )
        rows = await self._connection.execute(statement.order_by(meeting.c.starts_at))
        return [Booking(row.meeting_id, Interval(row.starts_at, row.ends_at)) for row in rows]

    async def _select(
        self,
        *conditions: sa.ColumnElement[bool],
        lock: bool = False,
        order: Sequence[sa.ColumnElement[Any]] = (meeting.c.meeting_id,),
        limit: int | None = None,
    ) -> list[Meeting]:
        statement = sa.select(meeting).where(*conditions).order_by(*order).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return await self._made_of((await self._connection.execute(statement)).all())

    async def _made_of(self, rows: Sequence[Any]) -> list[Meeting]:
        people = await self._participants([row.meeting_id for row in rows if row.starts_at is not None])
        meetings = [meeting_from(row, people.get(row.meeting_id, [])) for row in rows]
        for stored in meetings:
            self._stored[stored.meeting_id] = stored
            self._note(stored)
        return meetings

    async def _participants(self, meeting_ids: Sequence[UUID]) -> Mapping[UUID, list[Any]]:
        people: dict[UUID, list[Any]] = {}
        if meeting_ids:
            for row in await self._connection.execute(_PARTICIPANTS, {"meeting_ids": meeting_ids}):
                people.setdefault(row.meeting_id, []).append(row)
        return people


def _at_school(school: str) -> sa.ColumnElement[bool]:
    """Whether a meeting is at this school, or is a session that is for that school too."""
    return sa.or_(meeting.c.school == school, meeting.c.other_schools.contains([school]))


def _visible_to(audience: Audience) -> sa.ColumnElement[bool]:
    if audience.schools is None:
        return sa.true()
    schools = sorted(audience.schools)
    of_school = sa.or_(meeting.c.school.in_(schools), meeting.c.other_schools.overlap(schools))
    return sa.or_(of_school, _takes_part(audience.contact)) if audience.contact else of_school


def _takes_part(contact_id: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(participant.c.meeting_id == meeting.c.meeting_id, participant.c.contact_id == contact_id)
