"""One JSON object a line on stdout, in one shape for our own lines and those of libraries."""

import asyncio
import io
import logging
import sys
import warnings
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from shared.runtime.context import MessageContext, bound
from shared.runtime.logging import UnlistedEventError, configure, get_logger
from shared.testing.logs import Logs, captured_logs

CANARY = "Zonnebloem Vanderkanarie 11030499935"


class CanaryError(Exception):
    pass


def test_a_line_says_when_how_grave_what_and_who(logs: Logs) -> None:
    get_logger().info("case.opened", aggregate_id="c-1")
    line = logs.line("case.opened")
    assert list(line)[:4] == ["timestamp", "level", "event", "service.name"]
    assert (line["level"], line["service.name"], line["aggregate_id"]) == ("info", "casework", "c-1")
    written = datetime.fromisoformat(line["timestamp"])
    assert written.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - written) < timedelta(seconds=10)


def test_the_context_of_the_work_is_on_every_line(logs: Logs) -> None:
    with bound(MessageContext("corr", "cause", "a" * 32, "b" * 16)):
        get_logger().info("case.opened")
        logging.getLogger("aiokafka").warning("constant text")
    get_logger().info("case.closed")
    for event in ("case.opened", "library.logged"):
        line = logs.line(event)
        ids = [line[name] for name in ("correlation_id", "causation_id", "trace_id", "span_id")]
        assert ids == ["corr", "cause", "a" * 32, "b" * 16]
    assert "correlation_id" not in logs.line("case.closed")


def test_names_bound_for_a_while_are_on_the_lines_inside(logs: Logs) -> None:
    with structlog.contextvars.bound_contextvars(event_id="e-1"):
        get_logger().info("case.opened")
    assert logs.line("case.opened")["event_id"] == "e-1"


def test_lines_below_the_threshold_are_left_out() -> None:
    with captured_logs(level="WARNING") as logs:
        get_logger().info("case.opened")
        logging.getLogger("aiokafka").info("constant text")
        get_logger().warning("case.closed")
    assert [line["event"] for line in logs.lines()] == ["case.closed"]


def test_libraries_are_heard_from_warning_on_unless_more_is_asked_for() -> None:
    with captured_logs(level="INFO") as logs:
        logging.getLogger("somelibrary").info("constant text")
        logging.getLogger("somelibrary").warning("constant text")
    assert [line["level"] for line in logs.lines("library.logged")] == ["warning"]


def test_an_event_outside_the_list_is_an_error_in_development(logs: Logs) -> None:
    with pytest.raises(UnlistedEventError):
        get_logger().info("case.misspelt")


def test_an_event_outside_the_list_is_marked_in_production() -> None:
    with captured_logs(strict=False) as logs:
        get_logger().info("case.misspelt")
        get_logger().info("case.opened")
    assert logs.line("case.misspelt")["event.unlisted"] is True
    assert "event.unlisted" not in logs.line("case.opened")


def test_an_error_is_told_by_type_code_and_place_without_its_message(logs: Logs) -> None:
    try:
        try:
            raise OSError(111, CANARY)
        except OSError as cause:
            raise CanaryError(CANARY) from cause
    except CanaryError as error:
        get_logger().error("ticker.failed", error=error)
        get_logger().error("message.failed", exc_info=error)
        get_logger().exception("service.crashed")
    for line in logs.lines():
        assert line["error.type"].endswith("CanaryError")
        assert line["error.causes"] == ["ConnectionRefusedError"]
        (place,) = line["error.stack"]
        assert place.endswith("test_an_error_is_told_by_type_code_and_place_without_its_message")
    assert "Zonnebloem" not in logs.text


def test_the_errors_of_a_group_are_named(logs: Logs) -> None:
    get_logger().error("ticker.failed", error=ExceptionGroup(CANARY, [ValueError(CANARY), KeyError(CANARY)]))
    assert logs.line("ticker.failed")["error.causes"] == ["ValueError", "KeyError"]
    assert "Zonnebloem" not in logs.text


def test_the_code_of_an_operating_system_error_is_kept(logs: Logs) -> None:
    get_logger().error("ticker.failed", error=OSError(28, CANARY))
    assert logs.line("ticker.failed")["error.code"] == "ENOSPC"


def test_a_library_is_quoted_by_template_never_by_value(logs: Logs) -> None:
    library = logging.getLogger("somelibrary.part")
    library.warning("could not read %s", CANARY)
    (line,) = logs.lines("library.logged")
    assert (line["logger"], line["level"]) == ("somelibrary.part", "warning")
    assert line["log.template"] == "could not read %s"
    assert line["code.place"].endswith("test_a_library_is_quoted_by_template_never_by_value")
    assert "Zonnebloem" not in logs.text


def test_a_library_message_put_together_at_run_time_is_left_out(logs: Logs) -> None:
    library = logging.getLogger("somelibrary")
    library.warning(f"could not read {CANARY}")
    library.warning("could not read " + CANARY + " after %d", 3)
    library.warning({"body": CANARY})
    assert len(logs.lines("library.logged")) == 3
    assert all("log.template" not in line for line in logs.lines())
    assert "Zonnebloem" not in logs.text


def test_a_library_error_is_told_without_its_message(logs: Logs) -> None:
    try:
        raise CanaryError(CANARY)
    except CanaryError:
        logging.getLogger("somelibrary").exception("failed with %s", CANARY, extra={"pupil": CANARY})
    line = logs.line("library.logged")
    assert line["error.type"].endswith("CanaryError")
    assert line["level"] == "error"
    assert "Zonnebloem" not in logs.text


def test_levels_of_a_library_own_making_are_rounded_down(logs: Logs) -> None:
    logging.getLogger("somelibrary").log(25, "constant text")
    assert logs.line("library.logged")["level"] == "info"


def test_loggers_with_handlers_of_their_own_speak_through_ours(capsys: pytest.CaptureFixture[str]) -> None:
    own = logging.getLogger("somelibrary.own")
    own.addHandler(logging.StreamHandler())
    own.propagate = False
    with captured_logs() as logs:
        own.warning("constant text")
        assert logs.line("library.logged")["logger"] == "somelibrary.own"
    assert capsys.readouterr().err == ""
    own.handlers.clear()


def test_access_lines_of_the_web_server_are_left_out(logs: Logs) -> None:
    logging.getLogger("uvicorn.access").info('"%s" %d', f"/pupils/{CANARY}", 200)
    assert logs.text == ""


def test_warnings_are_lines_too(logs: Logs) -> None:
    warnings.warn(CANARY, UserWarning, stacklevel=1)
    assert logs.line("library.logged")["logger"] == "py.warnings"
    assert "Zonnebloem" not in logs.text


def test_a_crash_is_logged_not_printed(logs: Logs, capsys: pytest.CaptureFixture[str]) -> None:
    error = CanaryError(CANARY)
    sys.excepthook(CanaryError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert logs.line("service.crashed")["error.type"].endswith("CanaryError")
    assert "Zonnebloem" not in logs.text + capsys.readouterr().err


async def test_an_error_of_a_forgotten_task_is_told_without_its_message(logs: Logs) -> None:
    async def fail() -> None:
        raise CanaryError(CANARY)

    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    assert any(line.get("logger") == "asyncio" for line in logs.lines("library.logged"))
    assert "Zonnebloem" not in logs.text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_lines_for_people(logs: Logs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLANKEREND_LOG_FORMAT", raising=False)
    terminal = Terminal()
    configure("casework", output=terminal)
    get_logger().info("case.opened", aggregate_id="c-1", surname=CANARY)
    written = terminal.getvalue()
    assert "case.opened" in written
    assert "c-1" in written
    assert not written.startswith("{")
    assert "Zonnebloem" not in written


@pytest.mark.parametrize(("chosen", "begins_with"), [("json", "{"), ("console", "\x1b")])
def test_the_environment_chooses_the_format(
    logs: Logs, monkeypatch: pytest.MonkeyPatch, chosen: str, begins_with: str
) -> None:
    monkeypatch.setenv("FLANKEREND_LOG_FORMAT", chosen)
    output = Terminal()
    configure("casework", output=output)
    get_logger().info("case.opened")
    assert output.getvalue().startswith(begins_with)


def test_a_value_json_cannot_hold_costs_no_line(logs: Logs) -> None:
    get_logger().info("case.opened", count=2**70, aggregate_id="\ud800")
    assert logs.line("case.opened")["count"] == 2**70


class BrokenPipe(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_stdout_that_is_gone_stops_nobody(logs: Logs, monkeypatch: pytest.MonkeyPatch) -> None:
    configure("casework")
    monkeypatch.setattr(sys, "stdout", BrokenPipe())
    get_logger().info("case.opened")


def test_lines_go_to_stdout(logs: Logs, capsys: pytest.CaptureFixture[str]) -> None:
    configure("casework", log_format="json")
    get_logger().info("case.opened")
    assert '"event":"case.opened"' in capsys.readouterr().out


def test_after_a_test_of_logs_the_logs_are_as_they_were() -> None:
    with captured_logs("outer") as outer:
        with captured_logs("inner"):
            get_logger().info("case.opened", aggregate_id="inner")
        get_logger().info("case.opened", aggregate_id="outer")
    assert [line["aggregate_id"] for line in outer.lines()] == ["outer"]
