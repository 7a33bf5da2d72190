"""A new kind is a folder and a line in its registry; the contracts of import-linter need none."""

import re
import tomllib

import pytest

from .source import ROOT

KINDS = {
    "casework.papers.kinds": ROOT / "services/casework/src/casework/papers/kinds",
    "casework.types": ROOT / "services/casework/src/casework/types",
    "notifications.channels": ROOT / "services/notifications/src/notifications/channels",
    "notifications.subjects": ROOT / "services/notifications/src/notifications/subjects",
}
"""The packages of which each folder is a kind."""


@pytest.mark.parametrize("package", KINDS)
def test_the_import_contracts_name_no_kind(package: str) -> None:
    kinds = {path.parent.name for path in KINDS[package].glob("*/__init__.py")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = set(re.findall(rf"{re.escape(package)}\.(\w+)", str(contracts)))
    assert kinds, "no kinds are there"
    assert named & kinds == set()
