"""A case has a higher level, or goes on at another school with the level of a newer school year."""

from dataclasses import dataclass, replace
from uuid import UUID

from consultation.meetings.domain.standing import KnownCase
from consultation.unit_of_work import ConsultationUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """What is told of it, at this version of the case. `school` is None unless the case goes on at another school."""

    case_id: UUID
    sequence: int
    rule: str | None
    level: int | None
    school: str | None = None


async def note_escalation(uow: ConsultationUnitOfWork, escalation: Escalation) -> None:
    """Note level and school; meetings that are planned stay where they are. Nothing is noted of an unknown case."""
    case = await uow.cases.get(escalation.case_id)
    if case is None:
        return
    noted = _with_level(case, escalation)
    if escalation.school is not None and case.sequence < escalation.sequence:
        noted = replace(noted, school=escalation.school, sequence=escalation.sequence)
    if noted != case:
        await uow.cases.save(noted)


def _with_level(case: KnownCase, escalation: Escalation) -> KnownCase:
    """Levels of one rule only rise; the version of the case stays, as its standing did not change."""
    is_below = case.rule == escalation.rule and case.level is not None and (escalation.level or 0) <= case.level
    return case if escalation.level is None or is_below else replace(case, rule=escalation.rule, level=escalation.level)
