"""The committed schemas are what the contracts say."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from shared.contracts import generate


def test_committed_schemas_are_up_to_date() -> None:
    assert generate.drift() == [], "run python -m shared.contracts.generate and commit what it writes"


def test_drift_names_missing_stale_and_left_over_files(tmp_path: Path) -> None:
    generate.write(tmp_path)
    missing, stale = sorted(path.name for path in tmp_path.iterdir())[:2]
    (tmp_path / missing).unlink()
    (tmp_path / stale).write_text("{}")
    (tmp_path / "zzz.json").write_text("{}")
    assert generate.drift(tmp_path) == [missing, stale, "zzz.json"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert generate.write(tmp_path)
    (tmp_path / "left-over.json").write_text("{}")
    assert generate.write(tmp_path) == ["left-over.json"]
    assert generate.write(tmp_path) == []


def test_check_exits_with_1_and_names_the_file_when_one_is_out_of_date(monkeypatch: pytest.MonkeyPatch) -> None:
    app = typer.Typer()
    app.command()(generate.main)
    monkeypatch.setattr(generate, "drift", lambda: ["x.json"])
    answer = CliRunner().invoke(app, ["--check"])
    assert answer.exit_code == 1
    assert "x.json" in answer.output
