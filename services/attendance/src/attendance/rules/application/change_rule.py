"""Change a rule: a new version, from a school year on; everybody it concerns is counted again."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import UUID

from attendance.register.domain.causes import Causes
from attendance.register.domain.errors import StaleVersion
from attendance.register.domain.status import Status
from attendance.rules.application.count_persons import count_persons
from attendance.rules.domain.form import PLAIN, Form
from attendance.rules.domain.rule import LevelRule, RuleMode
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock

_A_NEW_RULE_SAYS = {"statuses": "counts", "codes": "counts", "unit": "unit", "window": "window"}


class CodesNotRetained(Conflict):
    """A rule counts official codes, which are not kept."""

    def __init__(self) -> None:
        super().__init__(
            "This rule counts official codes, and none are kept: set FLANKEREND_RETAIN_OFFICIAL_CODES first."
        )


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """What a rule should be from a school year on; `source` says where that was laid down.

    `form` has the fields of a Form that are said; the others stay as they are in the rule's newest version.
    """

    levels: tuple[int, ...]
    valid_from: SchoolYear
    source: str
    mode: RuleMode = RuleMode.ACTIVE
    form: Mapping[str, Any] = field(default_factory=dict)
    valid_until: SchoolYear | None = None

    @property
    def is_live(self) -> bool:
        """Whether it would conclude anything, told or not."""
        return self.mode is not RuleMode.OFF

    def as_version(self, name: str, version: int, form: Form, *, pack: str | None = None) -> LevelRule:
        """The rule this would be; `form` gives what the proposal leaves out. Raises InvalidField for a rule that cannot
        exist.
        """
        whole_form = replace(form, **self.form)
        return LevelRule(
            name, version, self.valid_from, self.levels, self.source, self.mode, whole_form, self.valid_until, pack
        )


async def list_rules(uow: AttendanceUnitOfWork) -> Sequence[LevelRule]:
    """Every version of every rule, by name and version."""
    return sorted(await uow.rules.all(), key=lambda rule: (rule.name, rule.version))


async def newest_version(uow: AttendanceUnitOfWork, name: str) -> LevelRule | None:
    """The newest version of a rule; None if there is no such rule."""
    versions = (rule for rule in await uow.rules.all() if rule.name == name)
    return max(versions, key=lambda rule: rule.version, default=None)


class ChangeRule(Protocol):
    """`change_rule` with the municipality's choices bound."""

    async def __call__(
        self, uow: AttendanceUnitOfWork, name: str, proposal: RuleProposal, *, expected_version: int | None = None
    ) -> LevelRule: ...


async def change_rule(
    uow: AttendanceUnitOfWork,
    name: str,
    proposal: RuleProposal,
    *,
    expected_version: int | None = None,
    clock: Clock,
    new_id: Callable[[], UUID],
    codes_retained: bool,
) -> LevelRule:
    """Add this version of the rule; levels that now hold are signalled, levels that no longer exist are withdrawn.

    A new name makes a new rule. `expected_version` is 0 if there is no version yet. Raises:

    1. InvalidField for a rule that cannot exist;
    2. InvalidField when a new rule does not say what it counts, in what unit and over which window;
    3. StaleVersion when `expected_version` is not the newest version;
    4. CodesNotRetained when the rule counts codes that are not kept, unless the rule is off.
    """
    await uow.lock.hold()
    newest = await newest_version(uow, name)
    if expected_version is not None and newest is not None and expected_version != newest.version:
        raise StaleVersion("rule", newest.version)
    rule = _new_version(name, proposal, newest)
    if rule.is_live:
        require_codes(rule.form, codes_retained=codes_retained)
    await uow.rules.add(rule, clock.now())
    statuses = rule.form.marked_with | (newest.form.marked_with if newest else frozenset())
    async for persons in persons_in_groups(uow, rule.valid_from, statuses):
        causes = {person: Causes() for person in persons}
        await count_persons(uow, causes, clock=clock, new_id=new_id, codes_retained=codes_retained)
    return rule


def require_codes(form: Form, *, codes_retained: bool) -> None:
    """Raises CodesNotRetained for a form that counts codes while codes are not kept."""
    if form.codes and not codes_retained:
        raise CodesNotRetained


async def persons_in_groups(
    uow: AttendanceUnitOfWork, school_year: SchoolYear, statuses: Collection[Status], *, size: int = 5000
) -> AsyncIterator[list[UUID]]:
    """All persons with anything to count, or a standing signal, from a school year on; never all of them at once."""
    page = await uow.counts.counting_since(school_year, statuses, after=None, size=size)
    while page.last is not None:
        if page.persons:
            yield page.persons
        page = await uow.counts.counting_since(school_year, statuses, after=page.last, size=size)


def _new_version(name: str, proposal: RuleProposal, newest: LevelRule | None) -> LevelRule:
    if newest is not None:
        return proposal.as_version(name, newest.version + 1, newest.form, pack=newest.pack)
    missing = next((field_name for own, field_name in _A_NEW_RULE_SAYS.items() if own not in proposal.form), None)
    if missing:
        raise InvalidField(missing, "is required for a new rule")
    return proposal.as_version(name, 1, PLAIN)
