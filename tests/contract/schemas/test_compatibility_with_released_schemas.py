"""The contracts are compatible, in both directions, with the schemas other parties know.

The baseline is brought up to date with `python -m shared.contracts.release tests/contract/baseline`.

Nothing had been released when one family of events came to tell of cases of every type, and notices of every subject
to go by every channel, so the baseline of `casework.cases.v1` and `notifications.deliveries.v1` is that of these
decisions: see `tests/contract/baseline/README.md`.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from shared.contracts import release
from shared.contracts.catalogue import EVENTS
from shared.contracts.compatibility import incompatibilities

BASELINE = Path(__file__).parent.parent / "baseline"
ENROLLED = "be.flankerend.school.pupil-enrolled.v1"


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(release.main)
    return app


@pytest.fixture(scope="module")
def present() -> dict[str, Any]:
    """The schemas as they are now; not to be changed."""
    return release.present()


def test_no_event_type_breaks_with_its_released_schema() -> None:
    assert release.breaks(release.released(BASELINE), release.present()) == []


def test_every_event_type_is_released() -> None:
    assert release.released(BASELINE).keys() == release.present().keys()


def test_a_removed_event_type_breaks() -> None:
    present = release.present()
    del present[ENROLLED]
    assert release.breaks(release.released(BASELINE), present) == [f"{ENROLLED}: event type removed"]


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_a_new_required_field_in_any_event_type_is_noticed(present: dict[str, Any], name: str) -> None:
    schema = present[name]
    changed = json.loads(json.dumps(schema))
    for part in (changed, *changed.get("anyOf", ()), *changed.get("$defs", {}).values()):
        if "properties" in part:
            part["properties"]["colour"] = {"type": "string"}
            part["required"] = [*part.get("required", ()), "colour"]
    assert incompatibilities(schema, changed)


def test_release_refuses_a_breaking_change(tmp_path: Path, command: typer.Typer) -> None:
    old: dict[str, Any] = release.present()[ENROLLED]
    old["properties"]["shoe_size"] = {"type": "integer"}
    (tmp_path / f"{ENROLLED}.json").write_text(json.dumps(old))
    answer = CliRunner().invoke(command, [str(tmp_path)])
    assert answer.exit_code == 1
    assert "shoe_size: field removed" in answer.output
    assert len(list(tmp_path.iterdir())) == 1


def test_release_takes_a_new_optional_field(tmp_path: Path, command: typer.Typer) -> None:
    old = release.present()[ENROLLED]
    del old["properties"]["transferred"]
    (tmp_path / f"{ENROLLED}.json").write_text(json.dumps(old))
    assert CliRunner().invoke(command, [str(tmp_path)]).exit_code == 0
    assert release.released(tmp_path) == release.present()
