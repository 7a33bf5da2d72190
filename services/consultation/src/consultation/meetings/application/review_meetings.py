"""The world around planned meetings changed: who runs the case is told which meetings no longer fit."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Self

from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.room import Room
from consultation.domain.school_time import HalfDaysOn, SchoolTime, half_days_by, half_days_of_all
from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.meetings.domain.surroundings import Surroundings
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_calendar import CalendarOf
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def review_meetings(
    uow: ConsultationUnitOfWork, meetings: Sequence[Meeting], *, rules: MeetingRules, clock: Clock
) -> None:
    """Let each of these locked meetings ask for somebody, or no longer, as things are now."""
    if not meetings:
        return
    review = await Review.begun(uow, rules, clock.now())
    for meeting in meetings:
        reviewed = await review.of(meeting)
        if reviewed == meeting:
            continue
        try:
            await uow.save(reviewed)
        except SlotTaken:
            continue  # somebody took the place a moment ago: the next look sees it


class Review:
    """One look at some meetings, with what they have in common read once."""

    def __init__(
        self,
        uow: ConsultationUnitOfWork,
        *,
        rules: MeetingRules,
        now: datetime,
        directory: Mapping[str, Contact],
        rooms: Mapping[str, Room],
    ) -> None:
        self._uow = uow
        self._rules = rules
        self._now = now
        self._directory = directory
        self._rooms = rooms
        self._calendars: dict[tuple[str, SchoolYear], CalendarOf] = {}

    @classmethod
    async def begun(cls, uow: ConsultationUnitOfWork, rules: MeetingRules, now: datetime) -> Self:
        directory = {contact.contact_id: contact for contact in await uow.contacts.all()}
        rooms = {room.room_id: room for room in await uow.rooms.all()}
        return cls(uow, rules=rules, now=now, directory=directory, rooms=rooms)

    async def of(self, meeting: Meeting) -> Meeting:
        """The meeting as it is after this look; the same meeting if nothing changed."""
        slot = meeting.slot
        if slot is None or not meeting.is_awaited:
            return meeting
        taken = self._is_room_lost(slot)
        if not meeting.holds_place and meeting.place is not None and slot.room is None:
            taken = bool(await self._uow.meetings.at_place(meeting.place, slot.time, but=meeting.meeting_id))
            meeting = meeting if taken else meeting.regained_place()
        surroundings = Surroundings(
            now=self._now,
            school_time=await self._school_time(meeting, slot.time.start),
            directory=self._directory,
            place_is_taken=taken,
        )
        return meeting.asks_for_somebody(surroundings.reasons_of(meeting), self._now)

    def _is_room_lost(self, slot: Slot) -> bool:
        """Whether the room of a meeting can't be used then, or has too few seats now."""
        if slot.room is None:
            return False
        room = self._rooms.get(slot.room.room_id)
        seats = len(slot.participants) + self._rules.planning.seats_beside
        return room is None or not room.can_have(slot.time, seats=seats)

    async def _school_time(self, meeting: Meeting, start: datetime) -> SchoolTime:
        of_schools = [await self._half_days(school, local_day(start)) for school in meeting.schools]
        return self._rules.school_time(meeting.meeting_type, half_days_of_all(of_schools))

    async def _half_days(self, school: str, day: date) -> HalfDaysOn:
        key = school, SchoolYear.of(day)
        if key not in self._calendars:
            self._calendars[key] = await self._uow.calendars.around(school, first=day, last=day)
        return half_days_by(self._calendars[key])
