"""What the sessions of a series in some days depend on, read at once."""

from datetime import date, datetime, timedelta

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight, monday_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.school_time import half_days_by, half_days_of_all
from consultation.meetings.application.rooms_at import rooms_at
from consultation.planning.agenda import Agenda
from consultation.planning.diary import diaries
from consultation.planning.venue import Venue
from consultation.series.domain.series import Series
from consultation.series.domain.table import Table
from consultation.series.domain.term import Term
from consultation.unit_of_work import ConsultationUnitOfWork

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
LATEST_SHIFT = timedelta(weeks=5)
"""How much later than its day by the rhythm a session can be: the next is at most a month and a week later."""


async def look_ahead(
    uow: ConsultationUnitOfWork, series: Series, *, first: date, last: date, rules: MeetingRules, now: datetime
) -> Term:
    """The term from `first` until `last`, both included, and the weeks into which a last session could move."""
    details = series.details
    last += max(LATEST_SHIFT, (details.rhythm.every_weeks or 0) * _WEEK)
    calendars = [await uow.calendars.around(school, first=first, last=last) for school in details.schools]
    half_days_on = half_days_of_all(map(half_days_by, calendars))
    contacts = [contact for contact in await uow.contacts.all() if contact.role in details.roles]
    busy = await uow.meetings.busy(
        [contact.contact_id for contact in contacts],
        first=monday_of(first),
        last=monday_of(last) + _WEEK,
        but=series.series_id,
    )
    searched = Interval(midnight(first), midnight(last + _DAY))
    at_place = await uow.meetings.at_place(details.place, searched, but=series.series_id)
    venue = Venue(
        Agenda(booking.time for booking in at_place),
        await rooms_at(uow, details.place, searched, but=series.series_id),
        rules.planning.seats_beside,
    )
    return Term(
        school_time=rules.school_time(details.meeting_type, half_days_on, length=details.length),
        table=Table(details, diaries(contacts, busy)),
        venue=venue,
        now=now,
    )
