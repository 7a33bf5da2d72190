"""`flankerend simulate` sends to the broker of the settings, and says clearly when there is none."""

import pytest
import typer
from typer.testing import CliRunner

from shared.local.commands.simulate import simulate
from shared.local.errors import LocalStackError


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(simulate)
    return app


def test_it_sends_an_autumn_and_says_how_much(
    command: typer.Typer, kafka: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka)
    monkeypatch.setenv("KAFKA_TOPIC_PREFIX", topic_prefix)
    options = ["--schools=1", "--pupils=10", "--school-year=2025-2026", "--until=2025-09-05"]
    answer = CliRunner().invoke(command, options)
    assert answer.exit_code == 0, answer.output
    assert "events of 1 schools sent" in answer.output


def test_without_a_broker_it_says_what_to_do(command: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
    answer = CliRunner().invoke(command, ["--schools=1", "--pupils=1"])
    assert isinstance(answer.exception, LocalStackError)
    assert "flankerend up" in str(answer.exception)


@pytest.mark.parametrize("option", ["--school-year=2025", "--until=tomorrow", "--schools=0", "--rate=-1"])
def test_a_wrong_option_is_named(command: typer.Typer, option: str) -> None:
    answer = CliRunner().invoke(command, [option])
    assert answer.exit_code == 2
    assert option.split("=")[0] in answer.output
