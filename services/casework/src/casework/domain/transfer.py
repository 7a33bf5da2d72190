"""A case goes on at another school: what that does to the case."""

from dataclasses import replace

from casework.domain.case import Case
from casework.domain.events import CaseTransferred, MeetingRequested
from casework.domain.person import Enrolment
from casework.domain.states import Action
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind


def transfer(case: Case, to: Enrolment, terms: Terms, *, cause: Cause, reason: str | None = None) -> None:
    """Let an open case go on at the school of this enrolment, where a meeting that stands is asked for anew.

    ``terms`` are of that school. Of a type that is discreet no event tells it. Raises IllegalTransition for an ended
    case, and for a type that is at no school.
    """
    case._move(Action.TRANSFER)
    left, today = case.school, cause.at.date()
    place_at(case, to)
    case.hand_over_by = terms.hand_over_by(today)
    case._entry(
        EntryKind.CASE_TRANSFERRED,
        cause,
        from_school=left,
        school=case.school,
        since=to.valid_from,
        hand_over_by=case.hand_over_by,
        reason=reason,
    )
    if not case.case_type.discreet:
        case._event(
            CaseTransferred,
            person_id=case.person_id,
            from_school=left,
            to_school=case.school,
            pupil=case.pupil,
            level_of_education=case.level_of_education,
            on=today,
            grounds=case._told_grounds(),
            **{"school_year": case.school_year, **case._told_now()},
        )
    _ask_anew(case, terms, cause)


def place_at(case: Case, to: Enrolment) -> None:
    """Put a case at the school of this enrolment; nobody is told. The register that the case was in first is kept."""
    first = case.first_register or case.register
    case.school, case.pupil = to.pupil.school, to.pupil.number
    case.level_of_education, case.placed_after = to.level_of_education, None
    moved = first if first != to.pupil else None
    case.first_school, case.first_pupil = (moved.school, moved.number) if moved else (None, None)


def _ask_anew(case: Case, terms: Terms, cause: Cause) -> None:
    """The meetings at the former school that are still to be held are no longer the case's: ask for one here.

    A meeting that was asked for in this same moment is asked for here at once, as nobody was told of it yet.
    """
    within = terms.meeting(cause.at.date())
    asked_now = [event for event in case.events if isinstance(event, MeetingRequested)]
    for event in asked_now:
        case.events.remove(event)
        moved = replace(event, school=str(case.school), not_before=within.not_before, hold_by=within.hold_by)
        case.events.append(moved)
    standing = [meeting for meeting in case.meetings if meeting.stands_at(cause.at)]
    if standing and not asked_now:
        case.meetings = tuple(meeting for meeting in case.meetings if meeting not in standing)
        case._ask_for_meeting(terms, cause, replaces=standing[-1].meeting_id)
