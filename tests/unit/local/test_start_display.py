"""What a start and the demo show: bars on a terminal, plain lines without gaps in a file."""

import io

import pytest
from rich.console import Console

from shared.local.demo import play
from shared.local.start_display import StartDisplay

TERMINAL = {"TERM": "xterm-256color"}


def start(console: Console) -> None:
    display = StartDisplay(console)
    with display:
        for arrived in (0, 60_000_000, 126_000_000):
            display.downloading(arrived, 126_000_000)
        display.report("kafka is ready (7.3 s)")
    display.report("everything is ready (19.4 s)")


def send(console: Console) -> None:
    with play.progress(console, 2332) as sent:
        for _ in range(2332):
            sent()


@pytest.fixture
def file() -> Console:
    return Console(file=io.StringIO(), force_terminal=False)


@pytest.fixture
def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, force_interactive=True, width=100, _environ=TERMINAL)


def test_a_start_written_to_a_file_is_lines_without_gaps(file):
    start(file)
    assert file.file.getvalue().splitlines() == [
        "  downloading Kafka (once), 126 MB",
        "  kafka is ready (7.3 s)",
        "  everything is ready (19.4 s)",
    ]


def test_a_demo_written_to_a_file_says_once_what_was_sent(file):
    send(file)
    assert file.file.getvalue() == "  2,332 events of 4 schools sent\n"


def test_a_terminal_shows_the_bars(terminal):
    start(terminal)
    send(terminal)
    written = terminal.file.getvalue()
    assert "Downloading Kafka (once)" in written
    assert "Schools send their marks" in written
    assert "downloading Kafka (once), 126 MB" not in written
