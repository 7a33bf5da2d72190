"""The world around planned meetings changed, or time passed: who runs the case is told which no longer fit."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Self

from consultation.application.planning import Planning
from consultation.application.ports import SlotTaken, Unit
from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.meeting import Meeting
from consultation.domain.school_time import SchoolTime
from consultation.domain.surroundings import Surroundings
from shared.domain.school_year import SchoolYear


async def review_meetings(uow: Unit, meetings: Sequence[Meeting], planning: Planning) -> None:
    """Let each of these locked meetings ask for somebody, or no longer, as things are now."""
    if not meetings:
        return
    review = await _Review.begun(uow, planning)
    for meeting in meetings:
        reviewed = await review.of(meeting)
        if reviewed == meeting:
            continue
        try:
            await uow.meetings.save(replace(reviewed, events=()))
        except SlotTaken:
            continue  # somebody took the place a moment ago: the next look sees it
        uow.add(*reviewed.events)


class WatchMeetings:
    """Looks at all planned meetings again and again: time passes, and changes may cross each other."""

    def __init__(self, units: Callable[[], AbstractAsyncContextManager[Unit]], planning: Planning) -> None:
        self._units = units
        self._planning = planning

    async def run(self) -> None:
        """Look once; each meeting of which something changed is dealt with in a transaction of its own."""
        async with self._units() as uow:
            meetings = await uow.meetings.to_watch(self._planning.clock.now())
            if not meetings:
                return
            review = await _Review.begun(uow, self._planning)
            changed = [meeting.meeting_id for meeting in meetings if await review.of(meeting) != meeting]
        for meeting_id in changed:
            async with self._units() as uow:
                await review_meetings(uow, [await uow.meetings.get(meeting_id)], self._planning)


async def contacts_standing_on(uow: Unit, contact_id: str) -> frozenset[str]:
    """The contact, and everyone who takes part in meetings as its deputy, or as a deputy's deputy."""
    everyone = await uow.contacts.all()
    found = {contact_id}
    while more := {each.contact_id for each in everyone if each.deputy_of in found} - found:
        found |= more
    return frozenset(found)


class _Review:
    """One look at some meetings, with what they have in common read once."""

    def __init__(self, uow: Unit, planning: Planning, directory: Mapping[str, Contact]) -> None:
        self._uow = uow
        self._planning = planning
        self._directory = directory
        self._school_times: dict[tuple[str, SchoolYear], SchoolTime] = {}

    @classmethod
    async def begun(cls, uow: Unit, planning: Planning) -> Self:
        return cls(uow, planning, {contact.contact_id: contact for contact in await uow.contacts.all()})

    async def of(self, meeting: Meeting) -> Meeting:
        """The meeting as it is after this look; the same one when nothing changed."""
        if meeting.slot is None or not meeting.is_awaited:
            return meeting
        taken = False
        if not meeting.holds_place and meeting.place is not None:
            time = meeting.slot.time
            taken = bool(await self._uow.meetings.at_place(meeting.place, time, but=meeting.meeting_id))
            meeting = meeting if taken else meeting.regained_place()
        now = self._planning.clock.now()
        surroundings = Surroundings(now, await self._school_time(meeting), self._directory, taken)
        return meeting.asks_for_somebody(surroundings.reasons_of(meeting), now)

    async def _school_time(self, meeting: Meeting) -> SchoolTime:
        assert meeting.slot is not None, "only a meeting with a time is looked at"
        day = local_day(meeting.slot.time.start)
        key = meeting.school, SchoolYear.of(day)
        if key not in self._school_times:
            self._school_times[key] = await self._planning.school_time(self._uow, meeting.school, day, day)
        return self._school_times[key]
