"""People agreed on a standing meeting."""

from datetime import timedelta

from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.weekly_hours import WeeklyHours
from consultation.series.domain.series import Series, SeriesDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


async def set_up_series(
    uow: ConsultationUnitOfWork, details: SeriesDetails, *, rules: MeetingRules, clock: Clock
) -> Series:
    """Keep a series; nothing is planned and nobody is told until its sessions are fixed.

    Raises InvalidField for a kind of meeting that there is not, hours that meetings can't have, an unknown contact.
    """
    if details.meeting_type not in rules.kinds:
        raise InvalidField("meeting_type", f"is one of {', '.join(sorted(rules.kinds))}")
    await require_agreeable(uow, details, rules)
    now = clock.now()
    series = Series(series_id=new_id(), details=details, created_at=now, changed_at=now)
    await uow.series.save(series)
    return series


async def require_agreeable(uow: ConsultationUnitOfWork, details: SeriesDetails, rules: MeetingRules) -> None:
    """Raises InvalidField for hours that meetings of the kind can't have, and for contacts without one of the roles."""
    hours = rules.kind(details.meeting_type).hours
    if not any(_contains(entry, details) for entry in hours):
        raise InvalidField("at", "is not, for so many minutes, in the hours of this kind of meeting on that weekday")
    contacts = await uow.contacts.all_of(details.contacts)
    if len(contacts) < len(set(details.contacts)):
        raise InvalidField("contacts", "holds somebody who is not in the directory")
    if any(contact.role not in details.roles for contact in contacts):
        raise InvalidField("contacts", "holds somebody in a role that has no seat at this table")


def _contains(hours: WeeklyHours, details: SeriesDetails) -> bool:
    rhythm = details.rhythm
    start = timedelta(hours=rhythm.at.hour, minutes=rhythm.at.minute)
    begin, end = (timedelta(hours=clock.hour, minutes=clock.minute) for clock in (hours.from_, hours.until))
    return hours.weekday == rhythm.first_on.isoweekday() and begin <= start and start + details.length <= end
