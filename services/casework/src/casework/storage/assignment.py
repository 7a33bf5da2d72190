"""The rules by which new cases are assigned."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from casework.domain.assignment import AssignmentRule, AssignmentRules
from casework.storage.people_tables import assignment_rules
from casework.storage.versioned import keep_version
from shared.runtime.batching import BatchingConnection

_SETS = ("case_types", "schools", "levels_of_education")
_CURRENT = sa.select(assignment_rules.c.rules, assignment_rules.c.version)


class Assignment:
    """The rules, read once in a transaction."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._current: AssignmentRules | None = None

    async def rules(self) -> AssignmentRules:
        """The rules as they hold now; version 0 while there never were any."""
        if self._current is None:
            row = (await self._connection.read(_CURRENT)).first()
            self._current = AssignmentRules(tuple(map(_rule, row.rules)), row.version) if row else AssignmentRules()
        return self._current

    async def save(self, kept: AssignmentRules) -> int:
        """Store the rules in the place of the version that they have; their new version. Raises Conflict."""
        self._current = None
        rules = [asdict(rule) | {name: sorted(getattr(rule, name)) for name in _SETS} for rule in kept.rules]
        values = {"sole": True, "rules": rules}
        return await keep_version(self._connection, assignment_rules, values, before=kept.version)


def _rule(values: Mapping[str, Any]) -> AssignmentRule:
    return AssignmentRule(**{**values, **{name: frozenset(values[name]) for name in _SETS}})
