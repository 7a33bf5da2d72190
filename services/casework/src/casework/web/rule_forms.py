"""The form of a rule of assignment: the rule is tried beside the rules that hold, and kept."""

from typing import Any

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from casework.api.readers import actor
from casework.application.keep_assignment_rules import check_rules, keep_assignment_rules
from casework.domain.assignment import AssignmentRule, AssignmentRules
from casework.domain.case_type import CaseTypes
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.assignment_trial import LEVELS, TrialAt, assignees, is_school, kept_out_by_type, try_each_type
from casework.web.people import People
from casework.web.people_bodies import LEVEL, TYPE, RuleForm, boxes
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.web.forms import Form, submitted

RULES = "/teambord/regels"
NEW_RULE = "/teambord/nieuwe-regel"
_TRY = "proberen"
_SCHOOL, _LEVEL = "try_school", "try_level"


class RuleForms:
    """The form of a rule, and what it does."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._case_types = case_types

    async def page(
        self,
        request: Request,
        principal: Principal,
        form: Form,
        *,
        name: str | None = None,
        trial: dict[str, Any] | None = None,
        status: int = 200,
    ) -> Response:
        """The form, of the rule of this name as it stands unless something was typed. Raises NotFound."""
        async with self._units() as uow:
            kept = await uow.assignment.rules()
            place = place_of(kept, name) if name else None
            rule = kept.rules[place] if place is not None else None
            given_to = assignees(trial["now"], trial["then"]) if trial else set()
            people = await People.all(principal, uow, {rule.assignee if rule else None, *given_to})
            teams = [team.name for team in await uow.teams.all()]
            school_names = await uow.school_names.all()
        if not form.values:
            behind = place if place is not None else len(kept.rules)
            form = Form({**_values(rule), "place": str(behind), "version": str(kept.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "assignment_rule",
            status=status,
            form=form,
            rule=rule,
            others=[other.name for other in kept.rules if other is not rule],
            people=people,
            teams=teams,
            types=self._case_types.names,
            levels=LEVELS,
            trial=trial,
            school_names=school_names,
        )

    async def sent(self, request: Request, principal: Principal, *, name: str | None = None) -> Response:
        """Try the rule of the form, or keep it and lead to the rules. The same form sent again adds nothing."""
        sent = await submitted(request, RuleForm)
        form, status = self._fitting(sent.form), 422
        if sent.body is None or form.errors:
            return await self.page(request, principal, form, name=name, status=status)
        trial = None
        by, subject = actor(principal), principal.subject
        try:
            async with self._units() as uow:
                before = await uow.assignment.rules()
                rules = _with(before, sent.body.rule(), place=sent.body.place, without=name)
                if _TRY in form.values:
                    await check_rules(uow, rules, by=by, subject=subject, clock=self._clock)
                    trial = await self._tried(uow, form, before.rules, rules)
                elif name or await uow.sent_forms.is_new(form, subject=subject, path=NEW_RULE):
                    expect(before.version, form)
                    wanted = AssignmentRules(rules, before.version)
                    await keep_assignment_rules(uow, wanted, by=by, subject=subject, clock=self._clock)
        except NotFound:
            raise
        except ChangedMeanwhile:
            form, status = self._pages.anew(form, before.version), 412
        except DomainError as error:
            form, status = self._pages.refused(form, _at_field(error), words="wrong_rule")
        if trial or form.errors:
            return await self.page(request, principal, form, name=name, trial=trial, status=200 if trial else status)
        return RedirectResponse(f"{RULES}?gedaan=rule", 303)

    async def _tried(self, uow: CaseworkUnitOfWork, form: Form, *rules: tuple[AssignmentRule, ...]) -> dict[str, Any]:
        """Who would get new cases now and then, by the rules that hold and by those of the form."""
        at = TrialAt(form.value(_SCHOOL).strip(), form.value(_LEVEL) or None)
        now, then = [await try_each_type(uow, tried, self._case_types, at=at, clock=self._clock) for tried in rules]
        never = await kept_out_by_type(uow, rules[-1], self._case_types)
        return {"now": now, "then": then, "school": at.school, "kept_out": never}

    def _fitting(self, form: Form) -> Form:
        """The form with what does not fit: numbers of schools, a person beside a team, a school to try it with."""
        word = self._pages.dutch.word
        errors = dict[str, str]()
        if bool(form.value("assignee")) == bool(form.value("team")):
            errors["assignee"] = word("wrong_rule", "either")
        if _TRY in form.values and not is_school(form.value(_SCHOOL)):
            errors[_SCHOOL] = word("unfit", "school")
        return self._pages.unfit(form, "schools", "name").wrong(**errors)


def place_of(kept: AssignmentRules, name: str) -> int:
    """How many rules are in front of the rule of this name. Raises NotFound."""
    for place, rule in enumerate(kept.rules):
        if rule.name == name:
            return place
    raise NotFound("rule")


def _with(
    before: AssignmentRules, rule: AssignmentRule, *, place: int, without: str | None
) -> tuple[AssignmentRule, ...]:
    """The rules with this one at its place, instead of the rule of the name ``without``. Raises NotFound."""
    if without:
        place_of(before, without)
    others = [other for other in before.rules if other.name != without]
    others.insert(place, rule)
    return tuple(others)


def _at_field(error: DomainError) -> DomainError:
    """The error at the field of the form, where it names the place of the rule too."""
    if isinstance(error, InvalidField) and error.field.startswith("rules."):
        return InvalidField(error.field.rsplit(".", 1)[-1], error.reason)
    return error


def _values(rule: AssignmentRule | None) -> dict[str, str]:
    if rule is None:
        return {}
    plain = {
        "name": rule.name,
        "schools": " ".join(sorted(rule.schools)),
        "assignee": rule.assignee or "",
        "team": rule.team or "",
        "capacity": "" if rule.capacity is None else str(rule.capacity),
        _SCHOOL: min(rule.schools, default=""),
        _LEVEL: min(rule.levels_of_education, default=""),
    }
    return plain | boxes(TYPE, sorted(rule.case_types)) | boxes(LEVEL, sorted(rule.levels_of_education))
