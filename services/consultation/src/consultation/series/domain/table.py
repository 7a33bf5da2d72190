"""Who sits at the table of a session: of every school somebody of each role, and nobody twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.domain.wanted import Participant
from consultation.planning.diary import Diary
from consultation.series.domain.series import SeriesDetails
from shared.domain.deputies import line_of
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat for one of these contacts, each with how far they stand back: 0 for who is nobody's deputy."""

    role: Role
    required: bool
    candidates: Mapping[str, int]


class Table:
    """The seats of a series. One contact who belongs to several schools takes one seat for all of them."""

    def __init__(self, details: SeriesDetails, diaries: Sequence[Diary]) -> None:
        self._first = details.contacts
        self._diaries = {diary.contact.contact_id: diary for diary in diaries}
        directory = {contact_id: diary.contact for contact_id, diary in self._diaries.items()}
        self.seats = tuple(_seats(details, directory))

    @property
    def could_sit(self) -> list[Participant]:
        """Everyone who could have a seat, in the order of the seats."""
        people = {
            contact_id: Participant(contact_id, seat.role, seat.required)
            for seat in reversed(self.seats)
            for contact_id in sorted(seat.candidates, reverse=True)
        }
        return list(reversed(people.values()))

    def seated(self, time: Interval) -> tuple[Participant, ...]:
        """Who takes part at this time, those who are required first. A seat stays empty when nobody can."""
        taken: dict[str, Participant] = {}
        for seat in self.seats:
            if not seat.candidates.keys().isdisjoint(taken):
                continue
            free = [contact_id for contact_id in seat.candidates if self.is_free(contact_id, time)]
            if free:
                chosen = min(free, key=lambda contact_id: self._preference(contact_id, seat, local_day(time.start)))
                taken[chosen] = Participant(chosen, seat.role, seat.required)
        return tuple(taken.values())

    def missing(self, time: Interval) -> tuple[str, ...]:
        """Why the table can't do without somebody at this time, in codes; empty if it can."""
        there = {participant.contact_id for participant in self.seated(time)}
        empty = (seat for seat in self.seats if seat.required and seat.candidates.keys().isdisjoint(there))
        codes = (f"{seat.role}-not-free" if seat.candidates else f"no-{seat.role}-for-school" for seat in empty)
        return tuple(dict.fromkeys(codes))

    def is_free(self, contact_id: str, time: Interval) -> bool:
        """Whether another meeting fits into this contact's diary at that time."""
        free = self._diaries[contact_id].free_on(local_day(time.start), (time,))
        return any(interval.contains(time) for interval in free)

    def _preference(self, contact_id: str, seat: Seat, day: date) -> tuple[bool, int, int, str]:
        meetings = self._diaries[contact_id].agenda.in_week_of(day)
        return (contact_id not in self._first, seat.candidates[contact_id], meetings, contact_id)


def _seats(details: SeriesDetails, directory: Mapping[str, Contact]) -> Iterator[Seat]:
    """The required seats come first; of a role those with the fewest candidates, who may belong to more schools."""
    for role in details.roles:
        contacts = [contact for contact in directory.values() if contact.role is role]
        of_schools = [_candidates(contacts, school, directory) for school in details.schools]
        distinct = {frozenset(candidates): candidates for candidates in of_schools}
        for candidates in sorted(distinct.values(), key=lambda candidates: (len(candidates), sorted(candidates))):
            yield Seat(role, role in details.required_roles, candidates)


def _candidates(contacts: Iterable[Contact], school: str, directory: Mapping[str, Contact]) -> Mapping[str, int]:
    lines = {contact.contact_id: line_of(contact, school, directory) for contact in contacts}
    return {contact_id: len(line) - 1 for contact_id, line in lines.items() if line is not None}
