"""The half days that are closed for one pupil: its site has no lessons while another site of the school has."""

from datetime import date

from attendance.register.domain.registration import Registration
from attendance.register.domain.school_days import SchoolDays
from shared.domain.half_days import HalfDay


def closed_for(registration: Registration, days: SchoolDays) -> frozenset[tuple[date, HalfDay]]:
    """The half days of the pupil's enrolment that the school's calendars give to other sites only; mostly empty."""
    enrolled, sites = registration.enrolled, registration.sites
    closed: set[tuple[date, HalfDay]] = set()
    for day in days.special_days_of_sites(registration.school):
        if any(day in period for period in enrolled):
            site = next((site for period, site in sites if day in period), None)
            closed.update((day, half_day) for half_day in days.closed_at(registration.school, site, day))
    return frozenset(closed)
