"""The list of rules of assignment, with who would get a new case; rules change places there, and end."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from casework.api.readers import actor
from casework.api.rights import LEADERS
from casework.application.keep_assignment_rules import keep_assignment_rules
from casework.application.try_rules import Tried
from casework.domain.assignment import AssignmentRule, AssignmentRules
from casework.domain.case_type import CaseTypes
from casework.unit_of_work import CaseworkUnits
from casework.web.assignment_trial import LEVELS, TrialAt, assignees, is_school, kept_out_by_type, try_each_type
from casework.web.people import People
from casework.web.rule_forms import RULES, place_of
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.web.forms import Form


class MoveForm(BaseModel):
    """Which way a rule goes in the list; nowhere where it ends."""

    naar: Literal["hoger", "lager"] | None = None

    @property
    def steps(self) -> int:
        """By how many places: one up is -1."""
        return {"hoger": -1, "lager": 1}.get(self.naar or "", 0)


class RuleList:
    """The list of rules, and what is done to the order of rules."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._case_types = case_types

    async def page(
        self, request: Request, principal: Principal, form: Form, *, done: str | None = None, status: int = 200
    ) -> Response:
        """The rules. For coordinators who would get a new case at the school that stands in the form."""
        leads, school = principal.is_any(*LEADERS), form.value("school").strip()
        if leads and "school" in form.values and not is_school(school):
            form, status = form.wrong(school=self._pages.dutch.word("unfit", "school")), 422
        trial: Mapping[str, Tried | None] = {}
        never: Mapping[str, Sequence[str]] = {}
        async with self._units() as uow:
            kept = await uow.assignment.rules()
            if leads and school and not form.errors:
                at = TrialAt(school, form.value("niveau") or None)
                trial = await try_each_type(uow, kept.rules, self._case_types, at=at, clock=self._clock)
                never = await kept_out_by_type(uow, kept.rules, self._case_types)
            people = await People.among(principal, uow, {rule.assignee for rule in kept.rules} | assignees(trial))
            school_names = await uow.school_names.all()
        return self._pages.page(
            request.scope,
            "assignment_rules",
            status=status,
            school_names=school_names,
            kept=kept,
            people=people,
            leads=leads,
            form=form,
            levels=LEVELS,
            trial=trial,
            kept_out=never,
            done=done,
        )

    async def moved(self, request: Request, principal: Principal, name: str, *, form: Form, by: int) -> Response:
        """Change places with the rule in front or behind; the first and the last stay where there is no such rule."""

        def change(kept: AssignmentRules) -> tuple[AssignmentRule, ...]:
            rules, place = list(kept.rules), place_of(kept, name)
            rule = rules.pop(place)
            rules.insert(max(place + by, 0), rule)
            return tuple(rules)

        return await self._changed(request, principal, form, change=change, done="rule-moved")

    async def ended(self, request: Request, principal: Principal, name: str, *, form: Form) -> Response:
        """Take a rule out of the list."""

        def change(kept: AssignmentRules) -> tuple[AssignmentRule, ...]:
            place = place_of(kept, name)
            return kept.rules[:place] + kept.rules[place + 1 :]

        return await self._changed(request, principal, form, change=change, done="rule-ended")

    async def _changed(
        self,
        request: Request,
        principal: Principal,
        form: Form,
        *,
        change: Callable[[AssignmentRules], tuple[AssignmentRule, ...]],
        done: str,
    ) -> Response:
        """Keep the rules as they are changed; when others hold than the form showed, show those and change nothing."""
        try:
            async with self._units() as uow:
                kept = await uow.assignment.rules()
                wanted = AssignmentRules(change(kept), kept.version)
                expect(kept.version, form)
                by, subject = actor(principal), principal.subject
                await keep_assignment_rules(uow, wanted, by=by, subject=subject, clock=self._clock)
        except (ChangedMeanwhile, Conflict):
            form = Form().wrong(form=self._pages.dutch.word("wrong", "kept_version"))
            return await self.page(request, principal, form, status=412)
        return RedirectResponse(f"{RULES}?gedaan={done}", 303)
