"""`/assignment-rules`: who gets new cases."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from casework.api.assignment_answers import AssignmentRulesAnswer, RuleAnswer, SimulatedAnswer
from casework.api.bodies import Body, WorkerName
from casework.api.case_change import Acting, Leading
from casework.api.readers import actor
from casework.application.keep_assignment_rules import check_rules, keep_assignment_rules
from casework.application.try_rules import try_rules
from casework.domain.assignment import AssignmentRule, AssignmentRules, kept_out
from casework.domain.case_type import CaseTypes
from casework.domain.team import CasePlace
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber, Slug
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.problems import invalid


class RuleBody(Body):
    """A rule: for which new cases, and who gets them."""

    name: Slug
    """What the timeline calls the rule."""
    case_types: Annotated[list[Slug], Field(max_length=100)] = Field(default=[])
    """For these types; empty for every type."""
    schools: Annotated[list[SchoolNumber], Field(max_length=1000)] = Field(default=[])
    """For cases at these schools; empty for cases at every school and at none."""
    levels_of_education: Annotated[list[Slug], Field(max_length=20)] = Field(default=[])
    """For pupils of these levels of education, such as `secundair`; empty for all."""
    assignee: WorkerName | None = None
    """The person who gets such a case; whoever stands in during an absence."""
    team: Slug | None = None
    """The team whose member with the least weight gets such a case; give either this or `assignee`."""
    capacity: Annotated[int, Field(strict=True, ge=1, le=100_000)] | None = None
    """The most weight of open cases that somebody has with the case; without it there is no limit."""

    def rule(self) -> AssignmentRule:
        """The rule as the domain has it."""
        return AssignmentRule(
            name=self.name,
            case_types=frozenset(self.case_types),
            schools=frozenset(self.schools),
            levels_of_education=frozenset(self.levels_of_education),
            assignee=self.assignee,
            team=self.team,
            capacity=self.capacity,
        )


Rules = Annotated[list[RuleBody], Field(max_length=500)]


class RulesBody(Body):
    """All rules, in the order in which they are tried."""

    rules: Rules
    """The rules; the first that fits and has somebody with room decides."""


class SimulateBody(Body):
    """A case that could be opened, and rules to try instead of those that hold."""

    case_type: Slug
    school: SchoolNumber | None = None
    """Absent for a case at no school."""
    level_of_education: Slug | None = None
    """The level of education of the pupil, such as `secundair`; absent where it is not known."""
    rules: Rules | None = None
    """Rules to try; absent for those that hold now."""


def assignment_router(units: CaseworkUnits, *, clock: Clock, case_types: CaseTypes) -> APIRouter:
    """GET and PUT of the rules, and what they would do."""
    router = APIRouter(tags=["people"])

    @router.get("/assignment-rules")
    async def get_rules(principal: Acting, response: Response) -> AssignmentRulesAnswer:
        """The rules by which new cases are assigned; none at first."""
        async with units() as uow:
            return _answer(await uow.assignment.rules(), response)

    @router.put("/assignment-rules")
    async def put_rules(
        principal: Leading, expected: Annotated[IfMatch, if_match(required=True)], body: RulesBody, response: Response
    ) -> AssignmentRulesAnswer:
        """Replace all rules. They hold for cases that are opened from then on."""
        async with units() as uow:
            before = (await uow.assignment.rules()).version
            expected(before)
            wanted = AssignmentRules(tuple(item.rule() for item in body.rules), before)
            by, subject = actor(principal), principal.subject
            kept = await keep_assignment_rules(uow, wanted, by=by, subject=subject, clock=clock)
        return _answer(kept, response)

    @router.post("/assignment-rules/simulate")
    async def simulate(principal: Leading, body: SimulateBody) -> SimulatedAnswer:
        """Who would get such a case now, and by which rule. Nothing is changed.

        A case of a type that is at no school is tried as such, whatever `school` says.
        """
        if body.case_type not in case_types:
            raise invalid("case_type", f"is none of the types of case: {', '.join(case_types.names)}")
        at_school = case_types[body.case_type].at_school
        place = CasePlace(body.case_type, body.school if at_school else None, body.level_of_education)
        async with units() as uow:
            rules = (await uow.assignment.rules()).rules
            if body.rules is not None:
                rules = tuple(item.rule() for item in body.rules)
                await check_rules(uow, rules, by=actor(principal), subject=principal.subject, clock=clock)
            tried = await try_rules(uow, rules, place, clock=clock)
            teams = {team.name: team for team in await uow.teams.all()}
        return SimulatedAnswer.of(tried, kept_out(rules, place, teams))

    return router


def _answer(kept: AssignmentRules, response: Response) -> AssignmentRulesAnswer:
    set_etag(response, kept.version)
    return AssignmentRulesAnswer(rules=[RuleAnswer.of(rule) for rule in kept.rules], version=kept.version)
