"""How many local free days a school may take, and where its calendar takes more. Said, never refused."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from attendance.register.domain.enrolment import EducationLevel
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import ClosureKind, SchoolCalendar


class SchoolKind(StrEnum):
    """What a school teaches, as far as its local free days depend on it."""

    PRIMARY = "primary"
    """*Basisonderwijs*, nursery included."""
    SECONDARY = "secondary"
    """*Gewoon secundair onderwijs*."""
    SPECIAL_SECONDARY = "special secondary"
    """*Buitengewoon secundair onderwijs*."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Half days a school year: optional holidays, staff training, and the last half day before the summer."""

    optional_holidays: int
    staff_training: int
    last_half_day: int = 0


# Secondary: SO 74, as Informat's helpdesk quotes it; primary: onderwijs.vlaanderen.be, vakanties en vrije dagen.
ALLOWANCES = {
    SchoolKind.PRIMARY: Allowance(optional_holidays=4, staff_training=3, last_half_day=1),
    SchoolKind.SECONDARY: Allowance(optional_holidays=2, staff_training=2),
    SchoolKind.SPECIAL_SECONDARY: Allowance(optional_holidays=4, staff_training=2),
}


class Excess(NamedTuple):
    """More free half days than allowed. `kind` None: altogether; `site` None: for the whole school."""

    site: str | None
    kind: ClosureKind | None
    taken: int
    allowed: int


def kind_of(level: EducationLevel, structure: str | None) -> SchoolKind:
    """The kind of school that teaches this; in `structure` (*hoofdstructuur*) the second digit 2 is special."""
    if level is not EducationLevel.SECUNDAIR:
        return SchoolKind.PRIMARY
    return SchoolKind.SPECIAL_SECONDARY if structure is not None and structure[1] == "2" else SchoolKind.SECONDARY


def excesses(calendar: SchoolCalendar, kinds: Collection[SchoolKind]) -> list[Excess]:
    """Where the closures take more half days than a school of these kinds may take; of several the highest number.

    Nothing is known to be too much at a school of unknown kind. A site is named when it takes more than the school.
    """
    if not kinds:
        return []
    allowances = [ALLOWANCES[kind] for kind in kinds]
    allowed = {
        None: max(allowance.optional_holidays + allowance.staff_training for allowance in allowances),
        ClosureKind.OPTIONAL_HOLIDAY: max(allowance.optional_holidays for allowance in allowances),
        ClosureKind.STAFF_TRAINING: max(allowance.staff_training for allowance in allowances),
    }
    last = max(allowance.last_half_day for allowance in allowances)
    of_school = _taken(calendar, None, last)
    taken = [Excess(None, kind, of_school[kind], number) for kind, number in allowed.items()]
    sites = sorted({site for sites in calendar.special_days_of_sites.values() for site in sites})
    for site in sites:
        of_site = _taken(calendar, site, last)
        taken += [
            Excess(site, kind, of_site[kind], number)
            for kind, number in allowed.items()
            if of_site[kind] > of_school[kind]
        ]
    return [excess for excess in taken if excess.taken > excess.allowed]


def _taken(calendar: SchoolCalendar, site: str | None, last_half_day: int) -> Counter[ClosureKind | None]:
    """The half days closed by kind; None is all of them, but for the last one of the year where that is free."""
    closed = list(_closed(calendar, site))
    taken: Counter[ClosureKind | None] = Counter(kind for _, _, kind in closed if kind is not None)
    on_last_day = sum(day == calendar.last_day for day, _, _ in closed)
    taken[None] = len(closed) - min(on_last_day, last_half_day)
    return taken


def _closed(calendar: SchoolCalendar, site: str | None) -> Iterator[tuple[date, HalfDay, ClosureKind | None]]:
    """Each half day that would have lessons but for a closure, with what the free time is used for."""
    without = replace(calendar, closures=())
    closures = [closure for closure in calendar.closures if closure.site in (None, site)]
    for day in sorted({closure.date for closure in closures}):
        for half_day in without.half_days_on(day, site):
            covering = [closure for closure in closures if closure.date == day and closure.half_day in (None, half_day)]
            if covering:
                yield day, half_day, next((closure.kind for closure in covering if closure.kind), None)
