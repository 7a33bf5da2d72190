"""The report on several years is put together."""

from consultation.overview.application.measure_actions import measure_actions
from consultation.overview.application.show_balance import all_bodies
from consultation.overview.application.tally_years import tally_years
from consultation.overview.domain.money import money_of
from consultation.overview.domain.report import Report, ReportedAction, ReportedObjective, Years, reported_body
from consultation.policy.domain.action import PolicyAction
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def report_years(uow: ConsultationUnitOfWork, years: Years, *, smallest: int, clock: Clock) -> Report:
    """All that was kept about these calendar years, by what is known now.

    An objective is in it that is for a school year that touches them; an action that was there on one of their days.
    """
    today = clock.today()
    organisations = {row.organisation_id: row for row in await uow.organisations.all()}
    bodies = await all_bodies(uow)
    reported_bodies = [
        reported_body(body, await uow.body_sessions.of(body.body_id), organisations, years=years, today=today)
        for body in bodies
        if years.touch(body.details.since, body.details.until)
    ]
    objectives = await uow.objectives.between(str(SchoolYear(years.first - 1)), str(SchoolYear(years.last)))
    actions = await uow.policy_actions.of([objective.objective_id for objective in objectives])
    concerned = [action for action in actions if _concerns(action, years)]
    measured = await measure_actions(uow, concerned, years.school_years, smallest=smallest, clock=clock)
    reported = [
        ReportedAction(
            action,
            budget=money_of(action.details.budget, years.all),
            indicators=measured[action.action_id],
            evaluations=[row for row in action.evaluations if years.has(row.held_on)],
        )
        for action in concerned
    ]
    names = {organisation_id: row.name for organisation_id, row in organisations.items()}
    return Report(
        years,
        clock.now(),
        bodies=reported_bodies,
        objectives=[
            ReportedObjective(objective, [row for row in reported if row.action.objective_id == objective.objective_id])
            for objective in objectives
        ],
        names={
            **names,
            **{str(body.body_id): body.details.name for body in bodies},
            **{str(action.action_id): action.details.title for action in concerned},
        },
        tallies=await tally_years(uow, years.school_years, smallest=smallest),
    )


def _concerns(action: PolicyAction, years: Years) -> bool:
    details = action.details
    return years.touch(details.since, details.until) or any(row.year in years.all for row in details.budget)
