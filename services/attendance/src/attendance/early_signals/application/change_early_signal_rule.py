"""Change the numbers of a kind of early signal: a new version, from a school year on."""

from collections.abc import Sequence
from dataclasses import dataclass

from attendance.early_signals.domain.kind import Kind, Numbers
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.register.domain.errors import StaleVersion
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class EarlySignalProposal:
    """What a kind should go by from a school year on; None switches it off. `source` says where that was agreed."""

    numbers: Numbers | None
    valid_from: SchoolYear
    source: str


async def list_early_signal_rules(uow: AttendanceUnitOfWork) -> Sequence[EarlySignalRule]:
    """Every version of every kind's numbers, by kind and version."""
    return sorted(await uow.early_signals.rules(), key=lambda rule: (rule.kind, rule.version))


async def newest_version(uow: AttendanceUnitOfWork, kind: str) -> int:
    """The newest version of a kind's numbers; 0 if the kind has no version."""
    return max((rule.version for rule in await uow.early_signals.rules() if rule.kind == kind), default=0)


async def change_early_signal_rule(
    uow: AttendanceUnitOfWork,
    kind: Kind,
    proposal: EarlySignalProposal,
    *,
    clock: Clock,
    expected_version: int,
) -> EarlySignalRule:
    """Add this version. Everybody is looked at again with the next look for early signals.

    Raises InvalidField for numbers that can't be, and StaleVersion when `expected_version` is not the newest version
    (0: there is no version yet).
    """
    await uow.early_signals.lock()
    newest = await newest_version(uow, kind.name)
    if expected_version != newest:
        raise StaleVersion("early signal rule", newest)
    if proposal.numbers is not None:
        kind.require(proposal.numbers)
    rule = EarlySignalRule(kind.name, newest + 1, proposal.valid_from, proposal.numbers, proposal.source)
    await uow.early_signals.add_rule(rule, clock.now())
    return rule
