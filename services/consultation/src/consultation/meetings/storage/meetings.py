"""Meetings and who takes part in them, in the database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE, Range, insert
from sqlalchemy.exc import IntegrityError

from consultation.domain.audience import Audience
from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.meeting_query import MeetingQuery
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.meetings.domain.states import Status
from consultation.meetings.storage.meeting_rows import meeting_from, meeting_row, participant_rows, place_key
from consultation.storage.tables import contact, meeting, participant
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_EXCLUSION_VIOLATION = "23P01"
_DAY = timedelta(days=1)

_TIME = sa.func.tstzrange(meeting.c.starts_at, meeting.c.ends_at, type_=TSTZRANGE)
_IS_AWAITED = meeting.c.status.in_([Status.SCHEDULED, Status.UNDER_REVIEW])
_IS_ON = sa.and_(meeting.c.starts_at.is_not(None), meeting.c.status != Status.CANCELLED)

_INSERT = insert(meeting)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=["meeting_id"],
    set_={column.name: _INSERT.excluded[column.name] for column in meeting.columns if not column.primary_key},
)


class Meetings:
    """Meetings with their participants. No contact is ever in two at the same time, and no place has two."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._stored: dict[UUID, Meeting] = {}

    async def get(self, meeting_id: UUID) -> Meeting:
        """The meeting, locked until the transaction ends. Raises NotFound."""
        meetings = await self._select(meeting.c.meeting_id == meeting_id, lock=True)
        if not meetings:
            raise NotFound("meeting", meeting_id)
        return meetings[0]

    async def find(self, meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
        """The meeting, None if there is no such meeting; with `lock` it stays as it is until the transaction ends."""
        meetings = await self._select(meeting.c.meeting_id == meeting_id, lock=lock)
        return meetings[0] if meetings else None

    async def of_case(self, case_id: UUID) -> list[Meeting]:
        """The meetings about this case, oldest first, locked until the transaction ends."""
        return await self._select(meeting.c.case_ids.contains([case_id]), lock=True)

    async def awaited_at(self, school: str) -> list[Meeting]:
        """Meetings at this school that have a time and were not held yet, locked until the transaction ends."""
        return await self._select(_IS_AWAITED, meeting.c.school == school, lock=True)

    async def awaited_by(self, contact_ids: Iterable[str]) -> list[Meeting]:
        """Meetings in which one of these contacts takes part, that have a time and were not held yet, locked."""
        takes_part = sa.exists().where(
            participant.c.meeting_id == meeting.c.meeting_id, participant.c.contact_id.in_(list(contact_ids))
        )
        return await self._select(_IS_AWAITED, takes_part, lock=True)

    async def to_watch(self, now: datetime) -> list[Meeting]:
        """Meetings that have a time and were not held yet, but for past meetings that ask to be completed already."""
        asks_to_be_completed = meeting.c.attention_reasons == sa.cast([AttentionReason.TO_COMPLETE], ARRAY(sa.Text))
        settled = sa.and_(meeting.c.ends_at <= now, asks_to_be_completed.is_(True))
        return await self._select(_IS_AWAITED, ~settled)

    async def at_place(self, place: str, time: Interval, *, but: UUID) -> list[Booking]:
        """The meetings of any school that hold this place at some of this time, the meeting `but` left out."""
        is_there = sa.and_(meeting.c.holds_place, meeting.c.place_key == place_key(place))
        return await self._bookings(is_there, time, but)

    async def of_cases(self, case_ids: Iterable[UUID], time: Interval, *, but: UUID) -> list[Booking]:
        """The meetings about one of these cases at some of this time, the meeting `but` left out."""
        return await self._bookings(sa.and_(_IS_ON, meeting.c.case_ids.overlap(list(case_ids))), time, but)

    async def page(self, asked: MeetingQuery, *, after: UUID | None, limit: int) -> list[Meeting]:
        """Up to `limit` of the meetings asked for that come after the meeting `after`, oldest first."""
        chosen = [_visible_to(asked.audience)]
        if asked.school is not None:
            chosen.append(meeting.c.school == asked.school)
        if asked.status is not None:
            chosen.append(meeting.c.status == str(asked.status))
        if asked.contact is not None:
            chosen.append(_takes_part(asked.contact))
        if asked.case_id is not None:
            chosen.append(meeting.c.case_ids.contains([asked.case_id]))
        if after is not None:
            chosen.append(meeting.c.meeting_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, changed: Meeting) -> None:
        """Store the meeting. Raises SlotTaken, and stores nothing, if its place or a participant is taken then."""
        before = self._stored.get(changed.meeting_id)
        takes_place = changed.holds_place and not (before and before.holds_place)
        if changed.slot == (before.slot if before else None) and not takes_place:
            await self._write(changed)
            if before and before.keeps_its_slot and not changed.keeps_its_slot:
                await self._free(changed.meeting_id)
        else:
            await self._take_slot(changed)
        self._stored[changed.meeting_id] = changed

    async def busy(
        self, contact_ids: Iterable[str], *, first: date, last: date, but: UUID
    ) -> Sequence[tuple[str, Interval]]:
        """When these contacts have meetings from `first` until and with `last`, the meeting `but` left out."""
        between = Range(midnight(first), midnight(last + _DAY))
        rows = await self._connection.execute(
            sa.select(participant.c.contact_id, participant.c.slot).where(
                participant.c.active,
                participant.c.contact_id.in_(list(contact_ids)),
                participant.c.slot.overlaps(between),
                participant.c.meeting_id != but,
            )
        )
        return [(row.contact_id, Interval(row.slot.lower, row.slot.upper)) for row in rows]

    async def _write(self, changed: Meeting) -> None:
        await self._connection.execute(_SAVE, meeting_row(changed))

    async def _free(self, meeting_id: UUID) -> None:
        of_meeting = participant.c.meeting_id == meeting_id
        await self._connection.execute(sa.update(participant).where(of_meeting).values(active=False))

    async def _take_slot(self, changed: Meeting) -> None:
        try:
            async with self._connection.savepoint():
                await self._hold_place(changed)
                await self._write(changed)
                await self._write_participants(changed)
        except IntegrityError as error:
            if getattr(error.orig, "sqlstate", None) == _EXCLUSION_VIOLATION:
                raise SlotTaken from None
            raise

    async def _write_participants(self, changed: Meeting) -> None:
        if changed.meeting_id in self._stored:
            gone = sa.delete(participant).where(participant.c.meeting_id == changed.meeting_id)
            await self._connection.execute(gone)
        if rows := participant_rows(changed):
            await self._hold([row["contact_id"] for row in rows])
            await self._connection.execute(sa.insert(participant), rows)

    async def _hold_place(self, changed: Meeting) -> None:
        """Let nobody else take this place until the transaction ends, for the reason `_hold` gives."""
        key = sa.func.hashtextextended(f"place:{place_key(changed.place)}", 0)
        await self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))

    async def _hold(self, contact_ids: Sequence[str]) -> None:
        """Lock these contacts, in the order of their ids.

        Two transactions that insert what excludes each other would wait for each other, which PostgreSQL ends after a
        second as a deadlock. So the second one waits here instead, and then sees at once that the slot is taken.
        """
        held = sa.select(contact.c.contact_id).where(contact.c.contact_id.in_(contact_ids))
        await self._connection.execute(held.order_by(contact.c.contact_id).with_for_update(key_share=True))

    async def _bookings(self, condition: sa.ColumnElement[bool], time: Interval, but: UUID) -> list[Booking]:
        statement = sa.select(meeting.c.meeting_id, meeting.c.starts_at, meeting.c.ends_at).where(
            condition, _TIME.overlaps(Range(time.start, time.end)), meeting.c.meeting_id != but
        )
        rows = await self._connection.execute(statement.order_by(meeting.c.starts_at))
        return [Booking(row.meeting_id, Interval(row.starts_at, row.ends_at)) for row in rows]

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Meeting]:
        statement = sa.select(meeting).where(*conditions).order_by(meeting.c.meeting_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        rows = (await self._connection.execute(statement)).all()
        people = await self._participants([row.meeting_id for row in rows if row.starts_at is not None])
        meetings = [meeting_from(row, people.get(row.meeting_id, [])) for row in rows]
        self._stored |= {meeting.meeting_id: meeting for meeting in meetings}
        return meetings

    async def _participants(self, meeting_ids: Sequence[UUID]) -> Mapping[UUID, list[Any]]:
        people: dict[UUID, list[Any]] = {}
        if not meeting_ids:
            return people
        statement = sa.select(participant).where(participant.c.meeting_id.in_(meeting_ids))
        for row in await self._connection.execute(statement.order_by(participant.c.position)):
            people.setdefault(row.meeting_id, []).append(row)
        return people


def _visible_to(audience: Audience) -> sa.ColumnElement[bool]:
    if audience.schools is None:
        return sa.true()
    of_school = meeting.c.school.in_(sorted(audience.schools))
    return sa.or_(of_school, _takes_part(audience.contact)) if audience.contact else of_school


def _takes_part(contact_id: str) -> sa.ColumnElement[bool]:
    return sa.exists().where(participant.c.meeting_id == meeting.c.meeting_id, participant.c.contact_id == contact_id)
