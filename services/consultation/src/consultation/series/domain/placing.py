"""A case is put on the agenda of the next session that suits it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from consultation.domain.local_time import local_day
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import AgendaItem
from consultation.meetings.domain.states import Status


def is_open(session: Meeting, now: datetime) -> bool:
    """Whether cases are still put on its agenda by themselves."""
    return (
        session.session is not None
        and session.slot is not None
        and session.status is Status.SCHEDULED
        and session.session.agenda_told_at is None
        and session.slot.time.start > now
    )


def suits(session: Meeting, item: AgendaItem) -> bool:
    """Whether the session is for the case's school, on a day within what the case asks."""
    return session.slot is not None and (
        item.wanted.school in session.schools and item.can_be_on(local_day(session.slot.time.start))
    )


def put_on_agenda(item: AgendaItem, sessions: Sequence[Meeting], at: datetime) -> tuple[Meeting, ...]:
    """The sessions that change when the case gets its place, its own session first; empty if there is no place.

    `sessions` are open, soonest first. The case goes to the first session that suits it and has time left. A less
    urgent case makes room where a later session suits that one. Where no session has time left within the terms of the
    case, an equally urgent case makes room too. No case loses its place without another.
    """
    suitable = [session for session in sessions if suits(session, item)]
    for session in suitable:
        if _time_left(session) >= _length(item):
            return (_with(session, item, at),)
        if moved := _with_room_made(session, item, sessions, at=at, less_urgent=True):
            return moved
    for session in suitable:
        if moved := _with_room_made(session, item, sessions, at=at, less_urgent=False):
            return moved
    return ()


def asked_anew(item: AgendaItem, sessions: Sequence[Meeting], at: datetime) -> tuple[Meeting, ...]:
    """The session on whose agenda the case is already, with what it asks now; empty if that is no such session."""
    for session in sessions:
        items = _items(session)
        if suits(session, item) and any(other.case_id == item.case_id for other in items):
            return (session.with_agenda((item if other.case_id == item.case_id else other for other in items), at),)
    return ()


def in_turn(items: Sequence[AgendaItem], item: AgendaItem) -> tuple[AgendaItem, ...]:
    """The items with one more, in front of the first that has its turn later; people may have ordered them."""
    place = next((index for index, other in enumerate(items) if other.turn > item.turn), len(items))
    return (*items[:place], item, *items[place:])


def _with_room_made(
    session: Meeting, item: AgendaItem, sessions: Sequence[Meeting], *, at: datetime, less_urgent: bool
) -> tuple[Meeting, ...]:
    """The session with the case on it, and the later session to which one other case went."""
    later = [other for other in sessions if _start(other) > _start(session)]
    for other in sorted(_items(session), key=lambda other: other.turn, reverse=True):
        makes_room = other.rank > item.rank if less_urgent else other.rank == item.rank
        if not makes_room or _time_left(session) + _length(other) < _length(item):
            continue
        for target in later:
            if suits(target, other) and _time_left(target) >= _length(other):
                others = tuple(kept for kept in _items(session) if kept is not other)
                return (session.with_agenda(in_turn(others, item), at), _with(target, other, at))
    return ()


def _with(session: Meeting, item: AgendaItem, at: datetime) -> Meeting:
    return session.with_agenda(in_turn(_items(session), item), at)


def _items(session: Meeting) -> tuple[AgendaItem, ...]:
    return session.session.agenda if session.session else ()


def _time_left(session: Meeting) -> timedelta:
    assert session.session, "agendas are of sessions"
    return (session.length or timedelta()) - session.session.time_taken


def _length(item: AgendaItem) -> timedelta:
    return timedelta(minutes=item.minutes)


def _start(session: Meeting) -> datetime:
    assert session.slot, "a session has a slot"
    return session.slot.time.start
