"""Migrations are named by when they were made, so that a folder lists them in the order they run."""

import ast
import re
from pathlib import Path

import pytest

from shared.local.home import SERVICES

from .source import ROOT

_NAMED = re.compile(r"\d{4}_\d{2}_\d{2}_\d{4}_[a-z0-9_]+")
_BEFORE = "2026_11_29"  # databases carry the revisions of earlier ones, whose files were renamed


def versions(service: str) -> list[Path]:
    """The migrations of a service, sorted by name."""
    return sorted((ROOT / f"services/{service}/src/{service}/migrations/versions").glob("*.py"))


def written(path: Path) -> dict[str, str | None]:
    """The revision of a migration, and the one it follows."""
    assigned = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    named = {ast.unparse(getattr(node, "target", None) or node.targets[0]): node.value for node in assigned}
    return {name: ast.literal_eval(named[name]) for name in ("revision", "down_revision") if named[name] is not None}


@pytest.mark.parametrize("service", SERVICES)
def test_their_names_sort_in_the_order_they_run(service: str) -> None:
    before = None
    for path in versions(service):
        assert written(path)["down_revision"] == before, path.name
        before = written(path)["revision"]


@pytest.mark.parametrize("service", SERVICES)
def test_they_are_named_by_minute_and_purpose(service: str) -> None:
    assert [path.name for path in versions(service) if not _NAMED.fullmatch(path.stem)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_newer_revision_is_named_as_its_file(service: str) -> None:
    newer = [path for path in versions(service) if str(written(path)["revision"]) >= _BEFORE]
    assert [path.name for path in newer if written(path)["revision"] != path.stem or len(path.stem) > 32] == []
