"""All versions of all rules, and which of them have a say."""

from collections.abc import Iterable
from itertools import groupby

from attendance.rules.domain.rule import LevelRule, RuleMode, rule_for
from shared.domain.school_year import SchoolYear


class RuleBook:
    """The versions of the rules; `codes_retained` is whether the official codes of marks are kept.

    A rule that counts codes is silent while codes are not kept. The stored marks then have no codes, so the rule
    reaches no level and takes no level back.
    """

    def __init__(self, rules: Iterable[LevelRule], *, codes_retained: bool) -> None:
        self._rules = tuple(rules)
        self._codes_retained = codes_retained
        self.names = sorted({rule.name for rule in self._rules})

    def is_silent(self, rule: LevelRule) -> bool:
        """Whether the rule can conclude nothing because codes are not retained."""
        return bool(rule.form.codes) and not self._codes_retained

    def in_force(self, name: str, school_year: SchoolYear) -> LevelRule | None:
        """The version of a rule that holds in a school year, unless it is off."""
        rule = rule_for(self._rules, name, school_year)
        return rule if rule is not None and rule.is_live else None

    def plain(self, school_year: SchoolYear) -> list[LevelRule]:
        """The rules in force whose levels are plain counts."""
        rules = (self.in_force(name, school_year) for name in self.names)
        return [rule for rule in rules if rule is not None and rule.form.is_plain_count]

    @property
    def windowed(self) -> list[LevelRule]:
        """The versions that may be in force in some school year and look at each half day; without silent rules."""
        return [
            rule for rule in self._rules if rule.is_live and not rule.form.is_plain_count and not self.is_silent(rule)
        ]

    @property
    def silent(self) -> list[str]:
        """The names of rules that should conclude something and can't."""
        return sorted({rule.name for rule in self._rules if rule.is_live and self.is_silent(rule)})

    def stretches(self, name: str, school_years: Iterable[int]) -> list[tuple[LevelRule, frozenset[int]]]:
        """These school years by the version of the rule in force: each version with those it holds for."""
        versions = {rule.version: rule for rule in self._rules if rule.name == name}
        of_year = sorted(
            (rule.version, year) for year in school_years if (rule := self.in_force(name, SchoolYear(year)))
        )
        return [
            (versions[version], frozenset(year for _, year in years))
            for version, years in groupby(of_year, key=lambda version_and_year: version_and_year[0])
        ]


def is_told(rule: LevelRule) -> bool:
    """Whether others hear of what the rule concludes."""
    return rule.mode is RuleMode.ACTIVE
