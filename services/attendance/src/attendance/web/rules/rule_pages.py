"""`/regels`: the rules, and a form for a next version, which is first tried beside the version that holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from attendance.early_signals.application.change_early_signal_rule import list_early_signal_rules
from attendance.early_signals.registry import KINDS
from attendance.register.api.rights import Anyone, Coordinator
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.errors import StaleVersion
from attendance.rules.api.rules import RuleName
from attendance.rules.application.change_rule import (
    ChangeRule,
    CodesNotRetained,
    RuleProposal,
    list_rules,
    newest_version,
)
from attendance.rules.application.compare_rules import (
    Comparison,
    by_school_and_level,
    compare_shadow,
    compare_with_proposal,
)
from attendance.rules.application.simulate_rule import SimulateRule
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS, LevelRule, RuleMode, rule_for
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.rules import words
from attendance.web.rules.bodies import BOX, RuleForm
from attendance.web.words import LEVELS_OF_EDUCATION, counted_in_words
from shared.domain.errors import InvalidField, NotFound
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

RULES = "/regels"
_KEEP = "bewaren"
_TRIED = "tried"
_TRIED_FIELDS = (
    "levels",
    "valid_from",
    "valid_until",
    "mode",
    "try_year",
    *(f"{BOX}{level}" for level in EducationLevel),
)
_OF_WORDS: Mapping[str, Any] = {
    "counted_in_words": counted_in_words,
    "MODES": words.MODES,
    "MODES_TO_CHOOSE": words.MODES_TO_CHOOSE,
    "LEVELS_OF_EDUCATION": LEVELS_OF_EDUCATION,
}


def rule_pages_router(
    units: Units, pages: Pages, *, clock: Clock, change_rule: ChangeRule, simulate_rule: SimulateRule
) -> APIRouter:
    """The pages that show, try and change rules."""
    router = APIRouter(include_in_schema=False)
    forms = _RuleForms(units, pages, clock=clock, change_rule=change_rule, simulate_rule=simulate_rule)

    @router.get(RULES)
    @as_page
    async def rules(request: Request, principal: Anyone, gedaan: str = "") -> Response:
        """Each rule with its newest version, and each kind of early signal with its numbers."""
        async with units.reading() as uow:
            versions = await list_rules(uow)
            numbers = await list_early_signal_rules(uow)
        newest = {rule.name: rule for rule in versions}
        order = {RuleMode.ACTIVE: 0, RuleMode.SHADOW: 1, RuleMode.OFF: 2}
        return pages.page(
            request.scope,
            "rules",
            rules=sorted(newest.values(), key=lambda rule: (order[rule.mode], rule.name)),
            kinds={kind: {rule.kind: rule for rule in numbers}.get(kind) for kind in KINDS},
            kind_words=words.KINDS,
            may_change=principal.is_any(Role.COORDINATOR),
            is_done=bool(gedaan),
            **_OF_WORDS,
        )

    @router.get(f"{RULES}/niveaus/{{rule}}")
    @as_page
    async def rule_page(request: Request, name: RuleName, _: Coordinator, naast: str = "") -> Response:
        """The rule with its versions, the form for a next one, and what it concluded in the shadow."""
        return await forms.page(request, name, beside=naast)

    @router.post(f"{RULES}/niveaus/{{rule}}")
    @as_page
    async def post_rule(request: Request, name: RuleName, _: Coordinator) -> Response:
        """Show what the form would change; once that was seen, keep it."""
        return await forms.sent(request, name)

    return router


class _RuleForms:
    """The form of a rule, and what it does."""

    def __init__(
        self,
        units: Units,
        pages: Pages,
        *,
        clock: Clock,
        change_rule: ChangeRule,
        simulate_rule: SimulateRule,
    ) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._change_rule = change_rule
        self._simulate_rule = simulate_rule

    async def page(
        self,
        request: Request,
        name: str,
        form: Form | None = None,
        *,
        trial: Comparison | None = None,
        beside: str = "",
        status: int = 200,
    ) -> Response:
        """The rule as it stands, with what was typed. Raises NotFound."""
        async with self._units.reading() as uow:
            newest = await _newest(uow, name)
            all_rules = await list_rules(uow)
            running = SchoolYear.of(self._clock.today())
            active = _told_in(all_rules, running, but=name)
            beside = beside if beside in active else next(iter(active), "")
            shadow = (
                await compare_shadow(uow, newest, beside, school_year=running)
                if newest.mode is RuleMode.SHADOW and beside
                else None
            )
            shown = [item for item in (trial, shadow) if item]
            persons = {reaching.person_id for item in shown for reaching in (*item.now_alone, *item.then_alone)}
            person_names = await uow.persons.names(persons)
            school_names = await uow.school_names.all()
        return self._pages.page(
            request.scope,
            "rule",
            status=status,
            rule=newest,
            versions=[rule for rule in reversed(all_rules) if rule.name == name],
            form=form or Form(_values(newest, running)),
            trial=trial,
            shadow=shadow,
            active=active,
            beside=beside,
            running=running,
            years=[str(SchoolYear(running.start + ahead)) for ahead in range(-1, 4)],
            by_school_and_level=by_school_and_level,
            person_names=person_names,
            school_names=school_names,
            box=BOX,
            tried=_fingerprint(form) if form and trial else "",
            **_OF_WORDS,
        )

    async def sent(self, request: Request, name: str) -> Response:
        """Show what would change, or keep what was seen and lead to the rules."""
        sent = await submitted(request, RuleForm)
        form = sent.form
        if sent.body is None:
            return await self.page(request, name, _said(form), status=422)
        levels = frozenset(level for level in EducationLevel if form.value(f"{BOX}{level}"))
        try:
            proposal = sent.body.proposal(levels)
            async with self._units() as uow:
                newest = await _newest(uow, name)
                if form.value("version") != str(newest.version):
                    raise StaleVersion("rule", newest.version)
                if _KEEP in form.values and form.value(_TRIED) == _fingerprint(form):
                    await self._change_rule(uow, name, proposal, expected_version=newest.version)
                    return RedirectResponse(f"{RULES}?gedaan=regel", 303)
                trial = await self._tried(uow, newest, proposal, year=form.value("try_year"))
        except StaleVersion as error:
            form = Form({**form.values, "version": str(error.present)}).wrong(form=words.CHANGED_MEANWHILE)
            return await self.page(request, name, form, status=412)
        except (InvalidField, CodesNotRetained, ValueError) as error:
            return await self.page(request, name, _refused(form, error), status=422)
        if _KEEP in form.values:
            form = form.wrong(form=words.LOOK_FIRST)
        return await self.page(request, name, form, trial=trial)

    async def _tried(
        self, uow: AttendanceUnitOfWork, newest: LevelRule, proposal: RuleProposal, *, year: str
    ) -> Comparison:
        tried_on = SchoolYear.parse(year) if year else SchoolYear.of(self._clock.today())
        tried = RuleProposal(proposal.levels, tried_on, proposal.source, proposal.mode, proposal.form)
        return await compare_with_proposal(uow, newest, tried, school_year=tried_on, simulate_rule=self._simulate_rule)


async def _newest(uow: AttendanceUnitOfWork, name: str) -> LevelRule:
    newest = await newest_version(uow, name)
    if newest is None:
        raise NotFound("rule", name)
    return newest


def _told_in(rules: Sequence[LevelRule], school_year: SchoolYear, *, but: str) -> dict[str, LevelRule]:
    """The other rules whose levels are told in a school year, the usual rule first."""
    names = sorted({rule.name for rule in rules} - {but}, key=lambda name: (name != PROBLEMATIC_HALF_DAYS, name))
    in_force = {name: rule for name in names if (rule := rule_for(rules, name, school_year)) is not None}
    return {name: rule for name, rule in in_force.items() if rule.mode is RuleMode.ACTIVE}


def _values(rule: LevelRule, running: SchoolYear) -> dict[str, str]:
    return {
        "levels": ", ".join(map(str, rule.levels)),
        "valid_from": str(max(rule.valid_from, running)),
        "valid_until": str(rule.valid_until) if rule.valid_until else "",
        "mode": rule.mode.value,
        "version": str(rule.version),
        "try_year": str(running),
        **{f"{BOX}{level}": "ja" for level in rule.form.applies_to},
    }


def _fingerprint(form: Form) -> str:
    """What the trial rests on, as it was typed."""
    return "|".join(form.value(name).strip() for name in _TRIED_FIELDS)


def _said(form: Form) -> Form:
    """The form with what is wrong about its levels in words of their own."""
    return form.wrong(levels=words.UNFIT_LEVELS) if "levels" in form.errors and form.value("levels") else form


def _refused(form: Form, error: Exception) -> Form:
    if isinstance(error, CodesNotRetained):
        return form.wrong(form=words.CODES_NOT_KEPT)
    if isinstance(error, InvalidField) and error.field == "hours":
        return form.wrong(form=words.HOURS_NOT_SAID)
    if isinstance(error, InvalidField) and error.field == "valid_until":
        return form.wrong(valid_until=words.UNFIT_UNTIL)
    if isinstance(error, InvalidField) and error.field != "levels":
        return form.refused(error)
    return form.wrong(levels=words.UNFIT_LEVELS)
