"""A plan of a term is booked: each meeting in a transaction of its own."""

from collections.abc import Awaitable, Callable
from functools import partial
from uuid import UUID

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.plans.application.book_meetings import give_time, move, put_on_agenda_of, take_what_is_left
from consultation.plans.application.book_session import fix_planned_session
from consultation.plans.domain.made_plan import BookedPart, MadePlan, Outcome
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.logging import get_logger

BookPlan = Callable[[MadePlan], Awaitable[tuple[BookedPart, ...]]]
"""`book_plan` with its surroundings."""


async def book_plan(
    units: Units, made: MadePlan, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> tuple[BookedPart, ...]:
    """Book what a plan says, as far as it still can be; what came of each part.

    1. Meetings that move make room first, also for each other; then come sessions, agendas and all other meetings.
    2. What was taken meanwhile gets the next best, once everything else has its place. A meeting stays rather than
       move to a time that nobody planned.
    3. What changed since the plan was made is left alone.

    Whoever cancels this stops between two meetings: those that are booked stay booked.
    """
    booking = _Booking(units, made, rules=rules, agendas=agendas, clock=clock)
    await booking.move_meetings()
    await booking.fix_sessions()
    await booking.fill_agendas()
    await booking.give_times()
    await booking.find_the_next_best()
    get_logger().info("plan.booked", meetings=len(booking.parts))
    return tuple(booking.parts.values())


class _Booking:
    def __init__(
        self, units: Units, made: MadePlan, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
    ) -> None:
        self.parts: dict[str, BookedPart] = {}
        self._units = units
        self._made = made
        self._rules = rules
        self._agendas = agendas
        self._clock = clock
        self._taken: list[Meeting] = []

    async def move_meetings(self) -> None:
        """A meeting can move only once another has left its time: so in turns, as long as one of them can."""
        waiting = list(self._made.moves)
        while waiting:
            held_up = [moving for moving in waiting if not await self._moved(*moving)]
            if len(held_up) == len(waiting):
                break
            waiting = held_up
        for meeting, _ in waiting:
            self._note(BookedPart(str(meeting.meeting_id), Outcome.NOT_BOOKED, meeting))

    async def fix_sessions(self) -> None:
        for session, slot in self._made.new_sessions:
            async with self._units() as uow:
                part = await fix_planned_session(uow, session, slot, rules=self._rules, clock=self._clock)
            self._note(part)

    async def fill_agendas(self) -> None:
        for meeting, key in self._made.seated:
            session_id = self._session_of(key)
            if session_id is None:
                self._taken.append(meeting)
                continue
            step = partial(put_on_agenda_of, session_id=session_id, agendas=self._agendas, now=self._clock.now())
            await self._first_try(meeting, step)

    async def give_times(self) -> None:
        for meeting, slot in self._made.first_times:
            step = partial(give_time, slot=slot, rules=self._rules, clock=self._clock)
            await self._first_try(meeting, step)

    async def find_the_next_best(self) -> None:
        for meeting in self._taken:
            async with self._units() as uow:
                part = await take_what_is_left(
                    uow, meeting, rules=self._rules, agendas=self._agendas, clock=self._clock
                )
            self._note(part)

    async def _moved(self, meeting: Meeting, slot: Slot) -> bool:
        async with self._units() as uow:
            part = await move(uow, meeting, slot=slot, rules=self._rules, clock=self._clock)
        if part is not None:
            self._note(part)
        return part is not None

    async def _first_try(self, meeting: Meeting, step: Callable[..., Awaitable[BookedPart | None]]) -> None:
        async with self._units() as uow:
            part = await step(uow, meeting)
        if part is None:
            self._taken.append(meeting)
        else:
            self._note(part)

    def _session_of(self, key: str) -> UUID | None:
        """The session with this key of the plan; None if it could not be fixed."""
        part, meeting = self.parts.get(key), self._made.term.meetings.get(key)
        session = part.meeting if part else meeting
        return session.meeting_id if session else None

    def _note(self, part: BookedPart) -> None:
        self.parts[part.key] = part
