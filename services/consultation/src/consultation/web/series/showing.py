"""A series as its pages show it, with the names of schools and people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Participant
from consultation.meetings.domain.meeting import Meeting
from consultation.series.application.look_ahead import look_ahead
from consultation.series.domain.free_times import FreeTimes, free_times
from consultation.series.domain.series import Series
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock

_MOST_SESSIONS = 200


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """A series with its sessions, those to come first. `people` are all who could have a seat."""

    series: Series
    to_come: Sequence[Meeting]
    past: Sequence[Meeting]
    school_names: Mapping[str, str]
    people: Sequence[Participant]
    names: Mapping[str, str]


async def shown_series(
    uow: ConsultationUnitOfWork, series_id: UUID, *, rules: MeetingRules, clock: Clock
) -> ShownSeries:
    """Raises NotFound."""
    series = await found_series(uow, series_id)
    sessions = await uow.meetings.of_series(series_id, EVERYTHING, after=None, limit=_MOST_SESSIONS)
    now, today = clock.now(), clock.today()
    term = await look_ahead(uow, series, first=today, last=today, rules=rules, now=now)
    people = term.table.could_sit
    seated = {
        person.contact_id
        for session in (series.proposal.sessions if series.proposal else ())
        for person in session.participants
    }
    contacts = await uow.contacts.all_of({*seated, *(person.contact_id for person in people)})
    return ShownSeries(
        series=series,
        to_come=[session for session in sessions if session.slot and session.slot.time.end > now],
        past=[session for session in reversed(sessions) if session.slot and session.slot.time.end <= now],
        school_names=await uow.organisations.school_names(series.details.schools),
        people=people,
        names={contact.contact_id: contact.details.name for contact in contacts},
    )


async def free_times_of(
    uow: ConsultationUnitOfWork, series_id: UUID, day: date, *, rules: MeetingRules, clock: Clock
) -> tuple[Series, FreeTimes, Mapping[str, str]]:
    """A series with everybody's free times on a day, and their names. Raises NotFound."""
    series = await found_series(uow, series_id)
    term = await look_ahead(uow, series, first=day, last=day, rules=rules, now=clock.now())
    times = free_times(term, day)
    contacts = await uow.contacts.all_of(person.contact_id for person, _ in times.people)
    return series, times, {contact.contact_id: contact.details.name for contact in contacts}


async def found_series(uow: ConsultationUnitOfWork, series_id: UUID) -> Series:
    """The series. Raises NotFound."""
    series = await uow.series.find(series_id)
    if series is None:
        raise NotFound("series", series_id)
    return series


def minutes_left(session: Meeting) -> int:
    """What the cases on the agenda of a session leave of it."""
    taken = session.session.time_taken if session.session else timedelta()
    return ((session.length or timedelta()) - taken) // timedelta(minutes=1)
