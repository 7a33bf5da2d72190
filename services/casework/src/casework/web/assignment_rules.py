"""`/teambord/regels`: by which rules new cases are assigned, in order, and who would get a case by them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from casework.api.case_change import Acting, Leading
from casework.domain.case_type import CaseTypes
from casework.unit_of_work import CaseworkUnits
from casework.web.rule_forms import NEW_RULE, RULES, RuleForms
from casework.web.rule_list import MoveForm, RuleList
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_DONE = ("rule", "rule-moved", "rule-ended")
Short = Annotated[str, Query(max_length=100)]


def assignment_rules_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes
) -> APIRouter:
    """The rules for whoever acts; for coordinators also their forms, and the trial."""
    router = APIRouter(include_in_schema=False)
    forms = RuleForms(units, pages, clock=clock, case_types=case_types)
    rules = RuleList(units, pages, clock=clock, case_types=case_types)

    @router.get(RULES)
    @as_page
    async def rule_list(
        request: Request, principal: Acting, school: Short = "", niveau: Short = "", gedaan: Short = ""
    ) -> Response:
        """The rules in order, and who would get a case at a school that is asked for."""
        done = pages.dutch.word("done", gedaan) if gedaan in _DONE else None
        form = Form({"school": school, "niveau": niveau} if school or niveau else {})
        return await rules.page(request, principal, form, done=done)

    @router.get(NEW_RULE)
    @as_page
    async def new_rule(request: Request, principal: Leading) -> Response:
        """An empty form; the rule comes behind the others."""
        return await forms.page(request, principal, Form())

    @router.post(NEW_RULE)
    @as_page
    async def make_rule(request: Request, principal: Leading) -> Response:
        """Try the rule, or add it and lead to the rules."""
        return await forms.sent(request, principal)

    @router.get(f"{RULES}/{{rule}}")
    @as_page
    async def rule_form(request: Request, principal: Leading, rule: str) -> Response:
        """The form of a rule."""
        return await forms.page(request, principal, Form(), name=rule)

    @router.post(f"{RULES}/{{rule}}")
    @as_page
    async def change_rule(request: Request, principal: Leading, rule: str) -> Response:
        """Try the change, or keep it and lead to the rules."""
        return await forms.sent(request, principal, name=rule)

    @router.post(f"{RULES}/{{rule}}/plaats")
    @as_page
    async def move_rule(request: Request, principal: Leading, rule: str) -> Response:
        """The rule is tried before the one in front of it, or after the one behind it."""
        sent = await submitted(request, MoveForm)
        by = sent.body.steps if sent.body else 0
        return await rules.moved(request, principal, rule, form=sent.form, by=by)

    @router.post(f"{RULES}/{{rule}}/einde")
    @as_page
    async def end_rule(request: Request, principal: Leading, rule: str) -> Response:
        """New cases are no longer assigned by this rule."""
        sent = await submitted(request, MoveForm)
        return await rules.ended(request, principal, rule, form=sent.form)

    return router
