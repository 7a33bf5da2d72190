"""What aiokafka says while it tries again becomes one line of ours."""

import ast
import logging
from importlib.util import find_spec
from pathlib import Path

import pytest

from shared.runtime import library_logs
from shared.runtime.broker_waits import TEMPLATES
from shared.testing.logs import captured_logs

REFUSED = "Unable connect to node with id %s: %s"
NO_GROUP_YET = "Group Coordinator Request failed: %s"


def say(template: str, *values: object, logger: str = "aiokafka") -> None:
    logging.getLogger(logger).error(template, *values)


@pytest.fixture
def minutes(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(library_logs, "monotonic", lambda: now[0] * 60)
    return now


def test_a_broker_that_is_away_is_one_warning_and_no_error() -> None:
    with captured_logs(level="INFO") as logs:
        for _ in range(100):
            say(REFUSED, 1, "refused")
            say(NO_GROUP_YET, "no node", logger="aiokafka.consumer.group_coordinator")
    (line,) = logs.lines()
    assert (line["event"], line["level"], line["waits_for"]) == ("broker.awaited", "warning", "connection")


def test_a_group_that_forms_anew_is_told_as_such_and_does_not_hide_a_broker_that_is_away() -> None:
    with captured_logs(level="INFO") as logs:
        say(NO_GROUP_YET, "coordinator not available")
        say(NO_GROUP_YET, "coordinator not available")
        say(REFUSED, 1, "refused")
    said = [(line["level"], line["waits_for"]) for line in logs.lines()]
    assert said == [("info", "group"), ("warning", "connection")]


def test_a_wait_that_goes_on_is_told_again_after_a_minute(minutes: list[float]) -> None:
    with captured_logs(level="INFO") as logs:
        for minutes[0] in (0.0, 0.5, 0.9, 1.0, 1.9, 2.0):
            say(REFUSED, 1, "refused")
    assert len(logs.lines("broker.awaited")) == 3


def test_what_the_library_said_is_kept_at_level_debug() -> None:
    with captured_logs(level="DEBUG") as logs:
        say(REFUSED, 1, "refused")
    (line,) = logs.lines("library.logged")
    assert (line["level"], line["logger"]) == ("debug", "aiokafka")


def test_what_does_not_pass_by_itself_stays_an_error() -> None:
    with captured_logs(level="INFO") as logs:
        say("Topic %s is not authorized for this client", "a topic")
        say(REFUSED, 1, "refused", logger="otherlibrary")
    assert [(line["event"], line["level"]) for line in logs.lines()] == [("library.logged", "error")] * 2


def test_every_message_is_one_that_the_library_has() -> None:
    spec = find_spec("aiokafka")
    assert spec is not None
    assert spec.origin is not None
    written = {
        node.value
        for file in Path(spec.origin).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(TEMPLATES) - written == set()
