"""Whether a plan of a term keeps to what is asked, and what it costs: worked out anew from the problem and the plan."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.planning.term.problem import TermBooking, TermMeeting, TermPlan, TermProblem

_DAY = timedelta(days=1)


def breaches(problem: TermProblem, plan: TermPlan) -> list[str]:
    """Every requirement that a plan does not keep to, in words; empty for a plan that is right."""
    meetings = {meeting.key: meeting for meeting in problem.meetings}
    return [
        *(
            f"{key}: {what}"
            for key, booking in plan.bookings.items()
            for what in _meeting(problem, meetings[key], booking)
        ),
        *_double_bookings(problem, plan, meetings),
        *_limits(problem, plan),
        *_cases(problem, plan, meetings),
    ]


def _meeting(problem: TermProblem, meeting: TermMeeting, booking: TermBooking) -> Iterator[str]:
    time = booking.slot.time
    if time.end - time.start != meeting.length:
        yield "has another length"
    if time.start.timestamp() % problem.step.total_seconds():
        yield "begins between two steps"
    if not any(window.contains(time) for window in meeting.times):
        yield "is at a time at which it can't be"
    if meeting.fixed and booking != meeting.stands:
        yield "is fixed and moved"
    yield from _room(problem, meeting, booking)
    yield from _people(problem, meeting, booking)


def _people(problem: TermProblem, meeting: TermMeeting, booking: TermBooking) -> Iterator[str]:
    people = booking.slot.participants
    if len({person.contact_id for person in people}) < len(people):
        yield "has somebody twice"
    seats = list(meeting.seats)
    for person in people:
        fitting = [s for s in seats if (s.role, s.required) == (person.role, person.required)]
        seat = next((s for s in fitting if person.contact_id in s.candidates), None)
        if seat is None:
            yield f"has {person.contact_id}, for whom there is no seat"
        else:
            seats.remove(seat)
    if any(seat.required for seat in seats):
        yield "lacks somebody who is required"
    there = {person.contact_id: person.free for person in problem.people}
    for person in people:
        if not any(free.contains(booking.slot.time) for free in there[person.contact_id]):
            yield f"has {person.contact_id}, who is not there"


def _room(problem: TermProblem, meeting: TermMeeting, booking: TermBooking) -> Iterator[str]:
    if booking.place is None:
        if meeting.rooms:
            yield "has no room"
        return
    room = next(room for room in problem.rooms if room.place == booking.place)
    if booking.place not in meeting.rooms:
        yield "is in a room that is not its"
    if not any(free.contains(booking.slot.time) for free in room.free):
        yield "is in a room that is not free"
    if room.seats is not None and len(booking.slot.participants) > room.seats:
        yield "is in a room that is too small"


def _site(problem: TermProblem, meeting: TermMeeting, booking: TermBooking) -> str | None:
    return next((room.site for room in problem.rooms if room.place == booking.place), meeting.site)


def _visits(problem: TermProblem, plan: TermPlan) -> dict[str, list[tuple[Interval, str | None]]]:
    """Where everybody is, with what was booked before."""
    meetings = {meeting.key: meeting for meeting in problem.meetings}
    visits: dict[str, list[tuple[Interval, str | None]]] = defaultdict(list)
    for key, booking in plan.bookings.items():
        for person in booking.slot.participants:
            visits[person.contact_id].append((booking.slot.time, _site(problem, meetings[key], booking)))
    for person in problem.people:
        visits[person.contact_id] += [(booked.time, booked.site) for booked in person.booked]
    return visits


def _double_bookings(problem: TermProblem, plan: TermPlan, meetings: dict[str, TermMeeting]) -> Iterator[str]:
    own = {person.contact_id: person.between_places for person in problem.people}
    for contact, visits in _visits(problem, plan).items():
        for (first, site), (second, other) in combinations(sorted(visits, key=lambda visit: visit[0]), 2):
            minutes, own_minutes = problem.travel.from_to(site, other), own[contact]
            if own_minutes is not None and None not in (site, other) and site != other:
                minutes = own_minutes
            way = timedelta(minutes=minutes)
            if second.start < first.end + way:
                yield f"{contact} can't be in time for the meeting at {second.start}"
    rooms: dict[str, list[Interval]] = defaultdict(list)
    for booking in plan.bookings.values():
        if booking.place is not None:
            rooms[booking.place].append(booking.slot.time)
    for place, times in rooms.items():
        if any(first.overlaps(second) for first, second in combinations(times, 2)):
            yield f"{place} has two meetings at once"


def _limits(problem: TermProblem, plan: TermPlan) -> Iterator[str]:
    visits = _visits(problem, plan)
    for person in problem.people:
        days = Counter(local_day(time.start) for time, _ in visits[person.contact_id])
        if person.most_a_day is not None and max(days.values(), default=0) > person.most_a_day:
            yield f"{person.contact_id} has too many meetings on a day"


def _cases(problem: TermProblem, plan: TermPlan, meetings: dict[str, TermMeeting]) -> Iterator[str]:
    own = {case.ad_hoc: case.key for case in problem.cases if case.ad_hoc}
    used: Counter[str] = Counter()
    for case in problem.cases:
        key = plan.agenda.get(case.key)
        if (key is None) != (case.key in plan.unseen):
            yield f"{case.key} is both seen and not"
        if key is None:
            continue
        if key not in (*case.sessions, case.ad_hoc) or key not in plan.bookings:
            yield f"{case.key} is seen in {key}"
        elif not case.not_before <= local_day(plan.bookings[key].slot.time.start) <= case.hold_by:
            yield f"{case.key} is seen out of its days"
        used[key] += case.minutes // timedelta(minutes=1)
    for key in plan.bookings:
        agenda = meetings[key].agenda
        if agenda is None and plan.agenda.get(own[key]) != key:
            yield f"{key} is held for nobody"
        if agenda is not None and used[key] > agenda // timedelta(minutes=1):
            yield f"{key} has too long an agenda"
    yield from (f"{m.key} is not held and not told" for m in problem.meetings if _forgotten(plan, m))


def _forgotten(plan: TermPlan, meeting: TermMeeting) -> bool:
    return meeting.agenda is not None and (meeting.key in plan.bookings) == (meeting.key in plan.not_held)


def points(problem: TermProblem, plan: TermPlan) -> dict[str, int]:
    """What a plan costs by each weight."""
    amounts: Counter[str] = Counter()
    for case in problem.cases:
        if case.key in plan.agenda:
            seen = local_day(plan.bookings[plan.agenda[case.key]].slot.time.start)
            amounts["wait"] += case.weight * _weekdays(case.not_before, seen)
        else:
            amounts["unseen"] += case.weight
    _count_meetings(problem, plan, amounts)
    bases = {person.contact_id: person.base for person in problem.people}
    trips = {
        (contact, local_day(time.start), site)
        for contact, visits in _visits(problem, plan).items()
        for time, site in visits
        if site is not None and site != bases[contact]
    }
    before = {
        (person.contact_id, local_day(booked.time.start), booked.site)
        for person in problem.people
        for booked in person.booked
    }
    amounts["trip"] = len(trips - before)
    amounts["unfair"] = _unfair(problem, plan)
    return {name: amounts[name] * getattr(problem.weights, name) for name in plan.paid}


def _count_meetings(problem: TermProblem, plan: TermPlan, amounts: Counter[str]) -> None:
    rhythm = {case.ad_hoc for case in problem.cases if case.in_rhythm}
    for meeting in problem.meetings:
        booking = plan.bookings.get(meeting.key)
        if meeting.stands is not None and booking != meeting.stands:
            amounts["moved_invited" if meeting.invited else "moved"] += 1
        if booking is None:
            amounts["not_held"] += meeting.agenda is not None
            continue
        amounts["ad_hoc"] += meeting.agenda is None
        amounts["out_of_rhythm"] += meeting.key in rhythm
        amounts["absent"] += len(meeting.seats) - len(booking.slot.participants)
        for person in booking.slot.participants:
            seat = next(s for s in meeting.seats if person.role is s.role and person.contact_id in s.candidates)
            amounts["deputy"] += person.contact_id in seat.deputies
            amounts["other"] += seat.preferred is not None and seat.preferred != person.contact_id


def _unfair(problem: TermProblem, plan: TermPlan) -> int:
    shares: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for meeting in problem.meetings:
        if meeting.key not in plan.bookings:
            continue
        taken = {person.contact_id for person in plan.bookings[meeting.key].slot.participants}
        for seat in meeting.seats:
            sharing = frozenset(seat.candidates) - seat.deputies
            shares[sharing].update(taken & sharing)
    return sum(
        max(0, count - math.ceil(share.total() / len(sharing)))
        for sharing, share in shares.items()
        for count in share.values()
    )


def _weekdays(first: date, last: date) -> int:
    days = (first + number * _DAY for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)
