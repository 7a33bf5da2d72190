"""`GET /early-signals` and `/early-signal-rules`: what stands out in pupils' attendance, and by which numbers."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from attendance.early_signals.api.early_signal_answers import (
    EarlySignalAnswer,
    EarlySignalRuleAnswer,
    EarlySignalRuleBody,
)
from attendance.early_signals.api.kind_names import KindName
from attendance.early_signals.application.change_early_signal_rule import (
    change_early_signal_rule,
    list_early_signal_rules,
    newest_version,
)
from attendance.early_signals.application.show_early_signals import list_early_signals
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignalFilter
from attendance.early_signals.registry import KINDS
from attendance.register.api.rights import Anyone, Coordinator, EarlySignalReader
from attendance.register.domain.errors import StaleVersion
from attendance.unit_of_work import Units
from shared.copies.contacts import visible_schools
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, Problem, if_match, listing, set_etag


def early_signals_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoints that read early signals, and read and change their numbers, in `units`."""
    router = APIRouter(tags=["early signals"])

    @router.get("/early-signals")
    async def get_early_signals(
        principal: EarlySignalReader,
        page: Paged,
        school: Annotated[str | None, Query(pattern="^[0-9]{6}$", examples=["123456"])] = None,
        pupil: Annotated[str | None, Query(max_length=32, description="Register number")] = None,
        kind: KindName | None = None,
        status: Literal["standing", "ended"] | None = None,
    ) -> Listing[EarlySignalAnswer]:
        """Early signals of the caller's schools, oldest first, with what each rests on.

        They are for the pupil counsellor. A kind without numbers (`/early-signal-rules`) is off.
        """
        after = page.after(UUID)
        async with units() as uow:
            schools = await visible_schools(principal, uow.directory, clock.today())
            wanted = EarlySignalFilter(school, pupil, kind, status, schools)
            signals = await list_early_signals(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
        shown, next_cursor = page.cut(signals, lambda listed: (listed.signal.signal_id,))
        return listing([EarlySignalAnswer.of(listed) for listed in shown], next_cursor)

    @router.get("/early-signal-rules")
    async def get_rules(_: Anyone, page: Paged) -> Listing[EarlySignalRuleAnswer]:
        """Every version of every kind's numbers. For a school year holds the newest valid from it or earlier."""
        after = page.after(str, int)
        async with units() as uow:
            rules = [rule for rule in await list_early_signal_rules(uow) if after is None or _place(rule) > after]
        shown, next_cursor = page.cut(rules, _place)
        return listing([EarlySignalRuleAnswer.of(rule) for rule in shown], next_cursor)

    @router.put("/early-signal-rules/{kind}")
    async def put_rule(
        kind: KindName,
        body: EarlySignalRuleBody,
        response: Response,
        _: Coordinator,
        expected: Annotated[IfMatch, if_match(required=True)],
    ) -> EarlySignalRuleAnswer:
        """Agree on a kind's numbers from a school year on, or switch it off; `If-Match` once there is a version.

        Everybody is looked at again, within a minute or so.
        """
        async with units() as uow:
            newest = await newest_version(uow, kind)
            expected(newest or None)
            try:
                rule = await change_early_signal_rule(
                    uow, KINDS[kind], body.proposal(), clock=clock, expected_version=newest
                )
            except StaleVersion as error:
                raise Problem("precondition-failed") from error
        set_etag(response, rule.version)
        return EarlySignalRuleAnswer.of(rule)

    return router


def _place(rule: EarlySignalRule) -> tuple[str, int]:
    """Where a version stands in the list."""
    return str(rule.kind), rule.version
