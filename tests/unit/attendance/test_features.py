"""What a feature may use of the unit of work: its own repositories, and those of the features it stands on.

Import-linter sees imports only, and every use case gets the whole unit of work.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import attendance
from attendance import unit_of_work

ROOT = Path(attendance.__file__).parent
FLOORS = (
    ("register",),
    ("rules",),
    ("mass_causes", "feeds"),
    ("watches", "case_days"),
    ("early_signals", "residents", "figures", "pupils", "school_files"),
)
FEATURES = [feature for floor in FLOORS for feature in floor]


def _feature_of_repositories() -> dict[str, str]:
    """The feature of each repository: its class is imported from there, and made in `opened`."""
    tree = ast.parse(Path(unit_of_work.__file__).read_text("utf-8"))
    imported = {
        alias.name: str(node.module).split(".")[1]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("attendance.")
        for alias in node.names
    }
    return {
        target.attr: imported[node.value.func.id]
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
        for target in node.targets
        if isinstance(target, ast.Attribute) and node.value.func.id in imported
    }


def _used(feature: str, repositories: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every module of the feature with each feature whose repository it uses."""
    for path in (ROOT / feature).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in repositories and _is_unit(node.value):
                yield path.name, repositories[node.attr]


def _is_unit(node: ast.expr) -> bool:
    """`uow`, `self.uow` or `self._uow`, also under another name of a unit."""
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name.strip("_") == "uow"


def test_every_feature_has_its_floor() -> None:
    assert {path.name for path in ROOT.iterdir() if (path / "domain").is_dir()} == set(FEATURES)


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_uses_repositories_of_its_own_and_of_those_below(feature: str) -> None:
    repositories = _feature_of_repositories()
    assert len(repositories) > 20
    floor = next(number for number, features in enumerate(FLOORS) if feature in features)
    allowed = {feature, *(below for features in FLOORS[:floor] for below in features)}
    assert {(module, used) for module, used in _used(feature, repositories) if used not in allowed} == set()
