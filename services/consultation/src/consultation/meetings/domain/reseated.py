"""Other people at the table of a meeting, at the time that it has."""

from consultation.domain.local_time import local_day
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.planner import Planner


def reseated(planner: Planner, meeting: Meeting, wanted: Wanted) -> Slot | None:
    """The slot of the meeting with who is named now; everybody else keeps the seat. None if that can't be then.

    Who is named and is not required takes part if free.
    """
    slot = meeting.slot
    if slot is None:
        return None
    kept = [person for person in slot.participants if _keeps_seat(meeting, wanted, person)]
    if not set(wanted.required_roles) <= {person.role for person in kept}:
        return planner.at(wanted, slot.time.start)
    named = [
        person
        for person in wanted.named
        if person.required or planner.still_fits(Slot(slot.time, (person,), slot.room))
    ]
    people = tuple(sorted((*kept, *named), key=lambda person: not person.required))
    is_large_enough = planner.venue.keeps(slot.time, slot.room, people=len(people))
    room = slot.room if is_large_enough else planner.venue.room_at(slot.time, people=len(people))
    if room is None and slot.room is not None and planner.venue.has_rooms_on(local_day(slot.time.start)):
        return None
    now = Slot(slot.time, people, room)
    return now if planner.still_fits(now) else None


def _keeps_seat(meeting: Meeting, wanted: Wanted, person: Participant) -> bool:
    return person.role in wanted.roles and not (
        meeting.wanted.names(person.contact_id) or wanted.names(person.contact_id)
    )
