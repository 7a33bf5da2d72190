"""What a kind of early signal goes by: numbers that the municipality and the schools agree on."""

from collections.abc import Iterable
from dataclasses import dataclass

from attendance.early_signals.domain.kind import Numbers
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class EarlySignalRule:
    """One version of a kind's numbers, from a school year on; None switches the kind off."""

    kind: str
    version: int
    valid_from: SchoolYear
    numbers: Numbers | None
    source: str


def rules_in_force(rules: Iterable[EarlySignalRule], school_year: SchoolYear) -> dict[str, EarlySignalRule]:
    """The newest version of each kind that holds in a school year, without the kinds that are off."""
    newest: dict[str, EarlySignalRule] = {}
    for rule in sorted(rules, key=lambda rule: rule.version):
        if rule.valid_from <= school_year:
            newest[rule.kind] = rule
    return {kind: rule for kind, rule in newest.items() if rule.numbers is not None}
