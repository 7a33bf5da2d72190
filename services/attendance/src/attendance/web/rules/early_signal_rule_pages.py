"""`/regels/signalen/{kind}`: the numbers by which something stands out in a pupil's attendance."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from attendance.early_signals.api.kind_names import KindName
from attendance.early_signals.application.change_early_signal_rule import (
    EarlySignalProposal,
    change_early_signal_rule,
    list_early_signal_rules,
)
from attendance.early_signals.domain.kind import AgreedNumber, Kind
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.registry import KINDS
from attendance.register.api.rights import Coordinator
from attendance.register.domain.errors import StaleVersion
from attendance.unit_of_work import Units
from attendance.web.rules import words
from attendance.web.rules.bodies import EarlySignalForm
from attendance.web.rules.rule_pages import RULES
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_OFF = "off"


def early_signal_rule_pages_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page of each kind of early signal."""
    router = APIRouter(include_in_schema=False)
    address = f"{RULES}/signalen/{{kind}}"

    async def page(request: Request, kind: Kind, form: Form | None = None, *, status: int = 200) -> Response:
        async with units.reading() as uow:
            versions = [rule for rule in await list_early_signal_rules(uow) if rule.kind == kind.name]
        running = SchoolYear.of(clock.today())
        return pages.page(
            request.scope,
            "early_signal_rule",
            status=status,
            kind=kind,
            kind_words=words.KINDS[kind.name],
            versions=versions[::-1],
            form=form or Form(_values(versions, running)),
            years=[str(SchoolYear(running.start + ahead)) for ahead in range(2)],
        )

    @router.get(address)
    @as_page
    async def kind_page(request: Request, kind: KindName, _: Coordinator) -> Response:
        """The numbers of the kind, and the form for others."""
        return await page(request, KINDS[kind])

    @router.post(address)
    @as_page
    async def post_kind(request: Request, kind: KindName, _: Coordinator) -> Response:
        """Agree on other numbers, or switch the kind off."""
        sent = await submitted(request, EarlySignalForm)
        form, numbers = _numbers(KINDS[kind], sent.form)
        if sent.body is None or form.errors:
            return await page(request, KINDS[kind], form, status=422)
        proposal = EarlySignalProposal(numbers, SchoolYear.parse(sent.body.valid_from), sent.body.source)
        try:
            async with units() as uow:
                await change_early_signal_rule(uow, KINDS[kind], proposal, clock=clock, expected_version=_version(form))
        except StaleVersion as error:
            form = Form({**form.values, "version": str(error.present)}).wrong(form=words.CHANGED_MEANWHILE)
            return await page(request, KINDS[kind], form, status=412)
        return RedirectResponse(f"{RULES}?gedaan=signaal", 303)

    return router


def _numbers(kind: Kind, form: Form) -> tuple[Form, dict[str, int] | None]:
    """The numbers that were typed; None where the kind is switched off. What does not fit is said at its field."""
    if form.value(_OFF):
        return form, None
    numbers, errors = dict[str, int](), dict[str, str]()
    for number in kind.numbers:
        typed = form.value(number.name).strip()
        if _fits(typed, number):
            numbers[number.name] = int(typed)
        else:
            errors[number.name] = words.UNFIT_NUMBER.format(least=number.least, most=number.most)
    return form.wrong(**errors), numbers


def _fits(typed: str, number: AgreedNumber) -> bool:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len(str(number.most))
    return is_number and number.least <= int(typed) <= number.most


def _version(form: Form) -> int:
    """The version that the form was filled in for; -1, which no kind has, where it does not say."""
    typed = form.value("version")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000000") else -1


def _values(versions: Sequence[EarlySignalRule], running: SchoolYear) -> dict[str, str]:
    newest = versions[-1] if versions else None
    numbers = newest.numbers if newest and newest.numbers else {}
    return {
        **{name: str(number) for name, number in numbers.items()},
        "version": str(newest.version if newest else 0),
        "valid_from": str(max(newest.valid_from, running) if newest else running),
    }
