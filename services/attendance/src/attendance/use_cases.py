"""The use cases that more than one door calls, with the municipality's choices bound."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from attendance.consequences import consequences_of
from attendance.mass_causes.application.answer_question import AnswerQuestion, answer_question
from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.application.apply_enrolments import ApplyEnrolments, apply_enrolments
from attendance.register.application.change_calendar import ChangeCalendar, change_calendar
from attendance.register.application.confirm_half_days import ConfirmHalfDays, confirm_half_days
from attendance.register.application.consequences import Consequences
from attendance.register.application.record_marks import RecordMarks, record_marks
from attendance.register.domain.codes import CodeTable
from attendance.rules.application.change_rule import ChangeRule, change_rule
from attendance.rules.application.simulate_rule import SimulateRule, simulate_rule
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class UseCases:
    """What can be done, and what follows from it."""

    record_marks: RecordMarks
    confirm_half_days: ConfirmHalfDays
    apply_enrolments: ApplyEnrolments
    change_calendar: ChangeCalendar
    answer_question: AnswerQuestion
    change_rule: ChangeRule
    simulate_rule: SimulateRule
    consequences: Consequences


def use_cases_of(
    *,
    clock: Clock,
    new_id: Callable[[], UUID],
    codes: CodeTable,
    keep_school_years: int,
    mass_cause: MassCause | None,
) -> UseCases:
    """Bind them. `keep_school_years` is the number of school years kept before the running school year, 0 or more."""
    retained = codes.retains_official_codes
    follow = consequences_of(clock=clock, new_id=new_id, mass_cause=mass_cause, codes_retained=retained)
    return UseCases(
        partial(record_marks, clock=clock, keep_school_years=keep_school_years, consequences=follow),
        partial(confirm_half_days, clock=clock, keep_school_years=keep_school_years),
        partial(apply_enrolments, clock=clock, new_id=new_id, consequences=follow),
        partial(change_calendar, clock=clock, consequences=follow),
        partial(answer_question, mass_cause=mass_cause, clock=clock, new_id=new_id, consequences=follow),
        partial(change_rule, clock=clock, new_id=new_id, codes_retained=retained),
        partial(simulate_rule, codes_retained=retained),
        follow,
    )
