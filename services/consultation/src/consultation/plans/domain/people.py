"""Who can take part in the meetings of a term, and when they are there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval, Intervals
from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.places import place_key
from consultation.domain.wanted import Participant, Wanted
from consultation.domain.weekly_hours import hours_on
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.diary import Diary
from consultation.planning.term.problem import Booked, Seat, TermPerson
from consultation.plans.domain.stored_term import StoredTerm
from consultation.series.domain.series import SeriesDetails
from consultation.series.domain.table import Seat as TableSeat
from consultation.series.domain.table import Table
from shared.domain.deputies import line_of
from shared.domain.roles import Role

_DAY = timedelta(days=1)


class People:
    """The contacts of a term, in the seats of its meetings."""

    def __init__(self, stored: StoredTerm) -> None:
        self._stored = stored
        there = (contact for contact in stored.contacts if contact.valid_between(stored.first, stored.last))
        self._contacts = {contact.contact_id: contact for contact in there}
        self._lines: dict[tuple[Role, str], Mapping[str, int]] = {}

    def seats(self, wanted: Wanted, meeting_type: str) -> tuple[Seat, ...]:
        """The seats of a meeting of its own, with those who take part by name.

        Nobody is missed in the seat of an optional role that nobody has.
        """
        in_person = self._stored.rules.kind(meeting_type).in_person
        seats = [self._seat(role, wanted, no_deputies=role in in_person) for role in wanted.roles]
        seats += (self._by_name(person) for person in wanted.named)
        return tuple(seat for seat in seats if seat.required or seat.candidates)

    def table(self, details: SeriesDetails) -> tuple[Seat, ...]:
        """The seats of a session. Who belongs to several schools takes one seat for all of them."""
        diaries = [Diary(contact) for contact in self._contacts.values()]
        seats: list[TableSeat] = []
        for seat in Table(details, diaries).seats:
            is_taken = any(own.candidates and own.candidates.keys() <= seat.candidates.keys() for own in seats)
            if not is_taken and (seat.required or seat.candidates):
                seats.append(seat)
        return tuple(_of_table(seat, details.contacts) for seat in seats)

    def is_there(self, contact_id: str, time: Interval) -> bool:
        """Whether a contact is there at a time, whatever meetings they have."""
        contact, day = self._contacts[contact_id], local_day(time.start)
        there = contact.availability.within((time,)) if contact.valid_on(day) else ()
        return any(interval.contains(time) for interval in there)

    def persons(self, seats: Iterable[Seat], staying: Sequence[Meeting]) -> Iterator[TermPerson]:
        """Everybody in these seats; of the meetings that stay where they are, they are in those."""
        visits: dict[str, list[Booked]] = {}
        for meeting in staying:
            for contact_id in meeting.contact_ids if meeting.slot else ():
                assert meeting.slot, "who takes part does so at a time"
                visits.setdefault(contact_id, []).append(Booked(meeting.slot.time, place_key(meeting.place)))
        for contact_id in sorted({contact_id for seat in seats for contact_id in seat.candidates}):
            yield self._person(self._contacts[contact_id], visits.get(contact_id, []))

    def _person(self, contact: Contact, booked: Sequence[Booked]) -> TermPerson:
        availability, planning = contact.availability, self._stored.rules.planning
        limit = availability.max_meetings_per_day
        return TermPerson(
            contact_id=contact.contact_id,
            free=tuple(self._there(contact)),
            booked=tuple(booked),
            most_a_day=planning.most_a_day.get(contact.role) if limit is None else limit,
            base=self._base(contact),
            between_places=availability.minutes_between_places,
        )

    def _there(self, contact: Contact) -> Iterator[Interval]:
        for day, hours in self._hours.items():
            if contact.valid_on(day):
                yield from contact.availability.within(hours)

    def _base(self, contact: Contact) -> str | None:
        """The place of their meetings for who belongs to one school alone."""
        schools = contact.details.schools
        return place_key(self._stored.rules.kind(CARE_MEETING).place_at(schools[0])) if len(schools) == 1 else None

    def _seat(self, role: Role, wanted: Wanted, *, no_deputies: bool) -> Seat:
        line = self._line(role, wanted.school)
        able = (contact_id for contact_id, rank in line.items() if not (rank and no_deputies))
        candidates = tuple(contact_id for contact_id in able if not wanted.names(contact_id))
        return Seat(
            role=role,
            candidates=candidates,
            required=role in wanted.required_roles,
            deputies=frozenset(contact_id for contact_id in candidates if line[contact_id]),
            preferred=next(filter(wanted.prefers, candidates), None),
        )

    def _by_name(self, person: Participant) -> Seat:
        candidates = (person.contact_id,) if person.contact_id in self._contacts else ()
        return Seat(role=person.role, candidates=candidates, required=person.required)

    def _line(self, role: Role, school: str) -> Mapping[str, int]:
        """The contacts of a role at a school, each with how far they stand back."""
        if (role, school) not in self._lines:
            of_role = (contact for contact in self._contacts.values() if contact.role is role)
            lines = {contact.contact_id: line_of(contact, school, self._contacts) for contact in of_role}
            self._lines[role, school] = {
                contact_id: len(line) - 1 for contact_id, line in sorted(lines.items()) if line is not None
            }
        return self._lines[role, school]

    @cached_property
    def _hours(self) -> Mapping[date, Intervals]:
        """When meetings of any kind can be."""
        hours = [entry for kind in self._stored.rules.kinds.values() for entry in kind.hours]
        days = (self._stored.last - self._stored.first).days + 1
        return {day: hours_on(day, hours) for number in range(days) if (day := self._stored.first + number * _DAY)}


def _of_table(seat: TableSeat, first: Sequence[str]) -> Seat:
    return Seat(
        role=seat.role,
        candidates=tuple(sorted(seat.candidates)),
        required=seat.required,
        deputies=frozenset(contact_id for contact_id, rank in seat.candidates.items() if rank),
        preferred=next((contact_id for contact_id in first if contact_id in seat.candidates), None),
    )
