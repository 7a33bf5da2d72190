"""The sessions that were proposed for a series are fixed: each becomes a meeting."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.meetings.domain.chosen_time import require_start
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.session import Session
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.series.application.look_ahead import look_ahead
from consultation.series.domain.proposal import CONTENDED, Proposal, ProposedSession
from consultation.series.domain.series import Series
from consultation.series.domain.term import Term
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id

_ATTEMPTS = 5

Chosen = Mapping[date, datetime | None]
"""The sessions that are chosen, by their day by the rhythm, with another start where people chose another."""

Look = Callable[..., Awaitable[Term]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of it: the series, its new sessions, and those that could not be fixed, with why."""

    series: Series
    sessions: tuple[Meeting, ...]
    refused: tuple[ProposedSession, ...]


async def fix_sessions(
    uow: ConsultationUnitOfWork,
    series_id: UUID,
    chosen: Chosen | None = None,
    *,
    rules: MeetingRules,
    clock: Clock,
    expected: Expectation = any_version,
) -> Fixed:
    """Plan the sessions that are chosen of those proposed; all that have no reason against them when none are.

    Everyone who takes part is told, once for each session. Raises Conflict if nothing is proposed, and InvalidField for
    a day that is not proposed or a start that no meeting has. Raises NotFound, and whatever `expected` raises.
    """
    series = await uow.series.get(series_id)
    expected(series.version)
    proposal = series.standing_proposal()
    starts = _starts(proposal, chosen)
    for start in starts.values():
        require_start(start, now=clock.now(), step=rules.step)
    look = partial(look_ahead, uow, series, rules=rules, now=clock.now())
    term = await look(first=proposal.first, last=proposal.last)
    sessions: list[Meeting] = []
    refused: list[ProposedSession] = []
    for on, start in sorted(starts.items()):
        outcome = await fix_session(uow, series, term.at(on, start), term=term, look=look)
        if isinstance(outcome, Meeting):
            sessions.append(outcome)
        else:
            refused.append(outcome)
    fixed = series.fixed(clock.now())
    await uow.series.save(fixed)
    return Fixed(fixed, tuple(sessions), tuple(refused))


def _starts(proposal: Proposal, chosen: Chosen | None) -> dict[date, datetime]:
    proposed = {session.on: session for session in proposal.sessions}
    if chosen is None:
        return {on: session.starts_at for on, session in proposed.items() if session.starts_at and not session.reasons}
    starts = {}
    for on, start in chosen.items():
        if on not in proposed:
            raise InvalidField("sessions", f"holds {on}, which is not proposed")
        starts_at = start or proposed[on].starts_at
        if starts_at is None:
            raise InvalidField("sessions", f"holds {on}, for which a start has to be chosen")
        starts[on] = starts_at
    return starts


async def fix_session(
    uow: ConsultationUnitOfWork,
    series: Series,
    session: ProposedSession,
    *,
    term: Term,
    look: Callable[..., Awaitable[Term]],
) -> Meeting | ProposedSession:
    """The session as a meeting, or as it could not be fixed. Who got another meeting meanwhile is passed over."""
    for _ in range(_ATTEMPTS):
        if session.starts_at is None or session.reasons:
            return session
        try:
            return await uow.save(_meeting(series, session, term))
        except SlotTaken:
            day = local_day(session.starts_at)
            term = await look(first=day, last=day)
            session = term.at(session.on, session.starts_at)
    return replace(session, reasons=(CONTENDED,))


def _meeting(series: Series, session: ProposedSession, term: Term) -> Meeting:
    details, slot, now = series.details, term.slot(session), term.now
    fixed_for = details.rhythm.start_on(session.on)
    proposed = Meeting(
        meeting_id=new_id(),
        case_ids=(),
        wanted=details.wanted(local_day(slot.time.start)),
        created_at=now,
        changed_at=now,
        place=details.place,
        meeting_type=details.meeting_type,
        session=Session(series_id=series.series_id, fixed_for=fixed_for, other_schools=details.other_schools),
    )
    return proposed.schedule(slot, now)
