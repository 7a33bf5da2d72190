"""What a log line can say is a closed list, and the code keeps to it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from shared.runtime import log_events, log_fields
from shared.runtime.log_events import EVENTS
from shared.runtime.log_fields import FIELDS

ROOT = Path(__file__).parents[3]
LOG_METHODS = {"debug", "info", "warning", "error", "critical", "exception"}
OF_INTERFACE = {
    "attendance.level_reached",
    "case.opened",
    "http.request_handled",
    "library.logged",
    "meeting.scheduled",
    "message.batch_processed",
    "message.dead_lettered",
    "message.processed",
    "notification.sent",
    "relay.batch_published",
    "service.heartbeat",
}
FIELDS_OF_INTERFACE = {
    "timestamp",
    "level",
    "event",
    "service.name",
    "trace_id",
    "span_id",
    "correlation_id",
    "causation_id",
    "event_id",
    "event_type",
    "aggregate_id",
    "attempt",
    "outcome",
    "duration_ms",
    "error.type",
    "http.route",
    "logger",
    "backlog",
    "oldest_unsent_s",
    "consumer_lag",
    "dead_letters",
}


class LogCall(NamedTuple):
    where: str
    event: str
    fields: tuple[str, ...]


@cache
def log_calls() -> tuple[LogCall, ...]:
    """Every call of a logger's method with a literal event, in all our packages."""
    return tuple(_log_calls())


def _log_calls() -> Iterator[LogCall]:
    for path in [*ROOT.glob("shared/src/**/*.py"), *ROOT.glob("services/*/src/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(event))]) if (
                    method in LOG_METHODS
                ):
                    fields = tuple(keyword.arg for keyword in node.keywords if keyword.arg)
                    yield LogCall(f"{path.relative_to(ROOT)}:{node.lineno}", event, fields)


def test_the_search_finds_the_calls_of_loggers() -> None:
    assert {call.event for call in log_calls()} >= {"ticker.failed", "message.processed", "relay.batch_published"}


def test_every_logged_event_is_listed() -> None:
    assert [call for call in log_calls() if call.event not in EVENTS] == []


def test_every_logged_field_is_listed() -> None:
    known = {*FIELDS, *(name.replace(".", "_") for name in FIELDS), "exc_info", "error"}
    assert [(call.where, field) for call in log_calls() for field in call.fields if field not in known] == []


def test_no_call_sets_what_every_line_has_of_itself() -> None:
    own = {"timestamp", "level", "event", "service.name", "service_name"}
    assert [(call.where, field) for call in log_calls() for field in call.fields if field in own] == []


def test_the_events_and_fields_of_the_interface_are_listed() -> None:
    assert set(EVENTS) >= OF_INTERFACE
    assert set(FIELDS) >= FIELDS_OF_INTERFACE


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_named_noun_and_verb(name: str) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+(_[a-z]+)*", name)
    assert EVENTS[name].strip()


def test_the_lists_are_in_alphabetical_order_one_entry_a_line() -> None:
    for module, names in ((log_events, EVENTS), (log_fields, FIELDS)):
        lines = re.findall(r'^    "([a-z._0-9]+)":', Path(str(module.__file__)).read_text(), re.MULTILINE)
        assert lines == list(names)
        assert sorted(names) == list(names)
