"""What `flankerend demo` leaves, and what `flankerend up --demo` does with it."""

import pytest
from rich.console import Console

from shared.local.demo import data, serving
from shared.local.home import Home
from shared.local.start_display import StartDisplay


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("FLANKEREND_HOME", str(tmp_path))
    monkeypatch.setenv("FLANKEREND_WEB_PORT", "8123")
    home = Home(tmp_path / "demo")
    home.folder.mkdir()
    return home


def stack_to_serve():
    console = Console(quiet=True)
    return serving.stack_to_serve(StartDisplay(console), console)


def test_mails_of_the_demo_lead_to_where_it_is_served_later(home):
    made = data.demo_stack(ports="free", display=StartDisplay(Console(quiet=True)))

    assert made.settings.web_port != 8123
    assert made.web_url == stack_to_serve().web_url == "http://127.0.0.1:8123"


def test_a_demo_that_was_played_is_served_as_it_is(home):
    data.note_played(home)
    home.clock.write_text("{}")

    stack_to_serve()

    assert home.clock.exists()
    assert data.is_played()


def test_a_demo_that_was_broken_off_begins_anew(home):
    home.clock.write_text("{}")

    stack_to_serve()

    assert not home.clock.exists()
