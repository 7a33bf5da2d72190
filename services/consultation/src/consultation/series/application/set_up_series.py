"""People agreed on a standing meeting."""

from datetime import timedelta

from consultation.domain.contact import ROLES
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

    Raises InvalidField for a kind of meeting, school or contact that there is not, and hours that meetings can't have.
    """
    if details.meeting_type not in rules.kinds:
        raise InvalidField("meeting_type", f"is one of {', '.join(sorted(rules.kinds))}")
    await require_agreeable(uow, details, rules)
    await _require_schools(uow, details)
    now = clock.now()
    series = Series(series_id=new_id(), details=details, created_at=now, changed_at=now)
    await uow.series.save(series)
    return series


async def require_agreeable(uow: ConsultationUnitOfWork, details: SeriesDetails, rules: MeetingRules) -> None:
    """Raises InvalidField for roles that no contact has, and for hours that meetings of the kind can't have.

    Raises it too for contacts who are not in the directory, or have none of the roles.
    """
    for field, roles in (("required_roles", details.required_roles), ("optional_roles", details.optional_roles)):
        if not ROLES.issuperset(roles):
            raise InvalidField(field, f"are of {', '.join(sorted(ROLES))}")
    hours = rules.kind(details.meeting_type).hours
    if not any(_contains(entry, details) for entry in hours):
        raise InvalidField("at", "is not, for so many minutes, in the hours of this kind of meeting on that weekday")
    contacts = await uow.contacts.all_of(details.contacts)
    if len(contacts) < len(set(details.contacts)):
        raise InvalidField("contacts", "holds somebody who is not in the directory")
    if any(contact.role not in details.roles for contact in contacts):
        raise InvalidField("contacts", "holds somebody in a role that has no seat at this table")


async def _require_schools(uow: ConsultationUnitOfWork, details: SeriesDetails) -> None:
    """Raises InvalidField for a school that no organisation or contact has, in a directory that names schools."""
    unheard = set(details.schools) - set(await uow.organisations.school_names(details.schools))
    if not unheard:
        return
    named = {school for contact in await uow.contacts.all() for school in contact.details.schools}
    named |= {organisation.school for organisation in await uow.organisations.all() if organisation.school}
    if not named:
        return
    unheard -= named
    if details.school in unheard:
        raise InvalidField("school", "is no school of the directory")
    if unheard:
        raise InvalidField("other_schools", "holds what is no school of the directory")


def _contains(hours: WeeklyHours, details: SeriesDetails) -> bool:
    rhythm = details.rhythm
    start = timedelta(hours=rhythm.at.hour, minutes=rhythm.at.minute)
    begin, end = (timedelta(hours=clock.hour, minutes=clock.minute) for clock in (hours.from_, hours.until))
    return hours.weekday == rhythm.first_on.isoweekday() and begin <= start and start + details.length <= end
