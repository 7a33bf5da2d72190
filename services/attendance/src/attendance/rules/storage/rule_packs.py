"""Packs of rules that come with the service, as data files in `attendance/rules/packs`, each named with its version.

A file is never changed once it was released: a new version is a new file, and a migration that brings it in.
"""

import json
from importlib import resources
from typing import Any

from attendance.rules.domain.description import form_of
from attendance.rules.domain.rule import LevelRule, RuleMode
from shared.domain.school_year import SchoolYear


def read_pack(name: str) -> list[LevelRule]:
    """The rules of a pack such as `ohio-1`, each as its first version. Raises FileNotFoundError for an unknown pack."""
    pack = json.loads((resources.files("attendance.rules") / "packs" / f"{name}.json").read_text("utf-8"))
    return [_rule(pack["pack"], rule) for rule in pack["rules"]]


def _rule(pack: str, description: dict[str, Any]) -> LevelRule:
    return LevelRule(
        name=description["rule"],
        version=1,
        valid_from=SchoolYear.parse(description["valid_from"]),
        levels=tuple(description["levels"]),
        source=description["source"],
        mode=RuleMode(description["mode"]),
        form=form_of(description["form"]),
        pack=pack,
    )
