"""Change a rule: a new version, from a school year on; everybody it concerns is counted again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.application.causes import Causes
from attendance.application.circumstances import Circumstances
from attendance.application.count_persons import count_persons
from attendance.application.ports import AttendanceUnit
from attendance.domain.errors import StaleVersion
from attendance.domain.rule import LevelRule, RuleMode
from shared.domain.errors import NotFound
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class RuleProposal:
    """What a rule should be from a school year on; `source` says where that was laid down."""

    levels: tuple[int, ...]
    valid_from: SchoolYear
    source: str
    mode: RuleMode = RuleMode.ACTIVE

    def as_version(self, name: str, version: int) -> LevelRule:
        """The rule this would be. Raises InvalidField for levels that can't be."""
        return LevelRule(name, version, self.valid_from, self.levels, self.source, self.mode)


async def list_rules(uow: AttendanceUnit) -> Sequence[LevelRule]:
    """Every version of every rule, by name and version."""
    return sorted(await uow.rules.all(), key=lambda rule: (rule.name, rule.version))


async def change_rule(
    uow: AttendanceUnit,
    name: str,
    proposal: RuleProposal,
    circumstances: Circumstances,
    *,
    expected_version: int | None = None,
) -> LevelRule:
    """Add this version of the rule; levels that now hold are signalled, levels that no longer exist are withdrawn.

    Raises NotFound for a rule that does not exist, InvalidField for levels that can't be, and StaleVersion when
    `expected_version` is not the newest one.
    """
    await uow.lock.hold()
    newest = max((rule.version for rule in await uow.rules.all() if rule.name == name), default=None)
    if newest is None:
        raise NotFound("rule", name)
    if expected_version is not None and expected_version != newest:
        raise StaleVersion("rule", newest)
    rule = proposal.as_version(name, newest + 1)
    await uow.rules.add(rule, circumstances.clock.now())
    for persons in _groups(await uow.counts.counting_since(rule.valid_from)):
        await count_persons(uow, {person: Causes() for person in persons}, circumstances)
    return rule


def _groups(persons: Sequence[UUID], size: int = 5000) -> list[Sequence[UUID]]:
    return [persons[start : start + size] for start in range(0, len(persons), size)]
