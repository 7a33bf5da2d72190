"""What attendance lacks before it does its work: schools that send, contacts of them, levels, calendars, residents."""

from collections.abc import Sequence
from functools import partial

from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS
from attendance.unit_of_work import Units
from attendance.web.setup.words import WORDS
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.service.setup import Matter, Setup, SetupState

_SHIPPED_VERSION = 1


def setup_of(units: Units, clock: Clock) -> Setup:
    """What attendance says of its set-up."""
    return Setup(partial(_look, units, clock), WORDS)


async def _look(units: Units, clock: Clock) -> Sequence[Matter]:
    today = clock.today()
    year = SchoolYear.of(today)
    async with units.reading() as uow:
        schools = await uow.feeds.schools()
        without_counsellor = await uow.directory.unserved(schools, Role.COUNSELLOR, today)
        without_clb = await uow.directory.unserved(schools, Role.CLB, today)
        with_calendar = {own.school for own in await uow.calendars.own(schools) if own.school_year == year}
        levels = [rule for rule in await uow.rules.all() if rule.name == PROBLEMATIC_HALF_DAYS]
        is_listed = await uow.residents.are_listed(year)
    without_calendar = len(set(schools) - with_calendar)
    is_agreed = any(rule.version > _SHIPPED_VERSION for rule in levels)
    return (
        Matter("schools", SetupState.READY if schools else SetupState.MISSING),
        _of_schools("counsellors", len(without_counsellor), SetupState.MISSING),
        _of_schools("clbs", len(without_clb), SetupState.MISSING),
        Matter("levels", SetupState.READY if is_agreed else SetupState.SHIPPED),
        _of_schools("calendars", without_calendar, SetupState.SHIPPED),
        Matter("residents", SetupState.READY if is_listed else SetupState.MISSING),
    )


def _of_schools(kind: str, without: int, state: SetupState) -> Matter:
    return Matter(kind, state if without else SetupState.READY, without)
