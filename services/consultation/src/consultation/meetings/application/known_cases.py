"""What is known of cases, as their events tell it."""

from dataclasses import replace

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase, Standing, standing_of
from consultation.unit_of_work import ConsultationUnitOfWork


async def take_note(uow: ConsultationUnitOfWork, case: KnownCase) -> bool:
    """Remember what an event said of a case; False if a newer event, or this event, was heard before."""
    before = await uow.cases.get(case.case_id)
    if before is not None and before.sequence >= case.sequence:
        return False
    await uow.cases.save(_with_what_was_known(case, before) if before else case)
    return True


def _with_what_was_known(case: KnownCase, before: KnownCase) -> KnownCase:
    """Not every event says where a case is, which level it has and who has it."""
    level = case if case.level is not None else before
    return replace(
        case,
        school=case.school or before.school,
        rule=level.rule,
        level=level.level,
        assignee=before.assignee,
        assigned=before.assigned,
        told=before.told,
        is_erased=before.is_erased,
    )


async def standing_of_cases(uow: ConsultationUnitOfWork, meeting: Meeting, case: KnownCase) -> Standing:
    """How the meeting's cases stand together, now that this was told of a case."""
    others = set(meeting.case_ids) - {case.case_id}
    cases = await uow.cases.known(others) if others else {}
    return standing_of(meeting.case_ids, {**cases, case.case_id: case})


async def save_changed(uow: ConsultationUnitOfWork, before: Meeting, changed: Meeting) -> Meeting:
    """Save a meeting that differs from before; the meeting as it is stored."""
    return before if changed == before else await uow.save(changed)
