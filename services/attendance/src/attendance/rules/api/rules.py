"""`GET /rules`, `PUT /rules/{rule}`, `POST /rules/simulate`: at which numbers attendance signals."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from attendance.register.api.rights import Anyone, Coordinator
from attendance.register.domain.errors import StaleVersion
from attendance.rules.api.rule_bodies import RuleAnswer, RuleBody, SimulationAnswer, SimulationBody
from attendance.rules.application.change_rule import ChangeRule, list_rules, newest_version
from attendance.rules.application.simulate_rule import SimulateRule
from attendance.rules.domain.rule import LevelRule
from attendance.unit_of_work import Units
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, Problem, if_match, listing, set_etag

RuleName = Annotated[
    str, Path(alias="rule", pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64, examples=["problematic-half-days"])
]


def rules_router(units: Units, *, clock: Clock, change_rule: ChangeRule, simulate_rule: SimulateRule) -> APIRouter:
    """The endpoints that read, change and try rules in `units`."""
    router = APIRouter(tags=["rules"])

    @router.get("/rules")
    async def get_rules(_: Anyone, page: Paged) -> Listing[RuleAnswer]:
        """Every version of every rule. For a school year the newest version holds that is valid from it or earlier."""
        after = page.after(str, int)
        async with units() as uow:
            rules = [rule for rule in await list_rules(uow) if after is None or _place(rule) > after]
        shown, next_cursor = page.cut(rules, _place)
        return listing([RuleAnswer.of(rule) for rule in shown], next_cursor)

    @router.put("/rules/{rule}")
    async def put_rule(
        name: RuleName,
        body: RuleBody,
        response: Response,
        _: Coordinator,
        expected: Annotated[IfMatch, if_match(required=True)],
    ) -> RuleAnswer:
        """Add a version of the rule, from a school year on; `If-Match` names the newest version.

        A name nobody used before makes a new rule, without `If-Match`. Everybody it concerns is counted again: levels
        that now hold are signalled, lost levels are withdrawn. 409 for a rule that counts codes while codes are not
        kept.
        """
        async with units() as uow:
            newest = await newest_version(uow, name)
            expected(newest.version if newest else None)
            try:
                rule = await change_rule(uow, name, body.proposal(), expected_version=newest.version if newest else 0)
            except StaleVersion as error:
                raise Problem("precondition-failed") from error
        set_etag(response, rule.version)
        return RuleAnswer.of(rule)

    @router.post("/rules/simulate")
    async def post_simulation(body: SimulationBody, _: Coordinator) -> SimulationAnswer:
        """What a rule would have done in a school year, from the stored marks; nothing is stored or sent."""
        today = clock.today()
        school_year = SchoolYear.parse(body.school_year) if body.school_year else SchoolYear.of(today)
        async with units() as uow:
            simulation = await simulate_rule(uow, body.rule, body.proposal(school_year), school_year=school_year)
        return SimulationAnswer.of(simulation)

    return router


def _place(rule: LevelRule) -> tuple[str, int]:
    """Where a version stands in the list."""
    return rule.name, rule.version
