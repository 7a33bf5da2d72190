"""Whether a body meets as often as it agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.local_time import local_day
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class TooFew:
    """In a school year there were fewer sessions than agreed on, or fewer are planned. `is_over`: the year ended."""

    school_year: SchoolYear
    sessions: int
    is_over: bool


def too_few(body: PolicyBody, sessions: Iterable[BodySession], today: date) -> list[TooFew]:
    """The last and the running school year, where sessions are lacking; nothing without a number agreed on.

    Of the running year sessions that are planned count too. The last year counts only if the body was there all year.
    """
    agreed = body.details.times_a_year
    if agreed is None:
        return []
    counting = [session for session in sessions if session.status is not SessionStatus.CANCELLED]
    running = SchoolYear.of(today)
    rows = [TooFew(running, _in(running, counting), is_over=False)]
    if body.details.since <= running.previous.first_day:
        held = [session for session in counting if session.status is SessionStatus.HELD]
        rows.insert(0, TooFew(running.previous, _in(running.previous, held), is_over=True))
    return [row for row in rows if row.sessions < agreed]


def _in(year: SchoolYear, sessions: Iterable[BodySession]) -> int:
    return sum(SchoolYear.of(local_day(session.starts_at)) == year for session in sessions)
