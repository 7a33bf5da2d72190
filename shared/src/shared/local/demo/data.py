"""The demo's data: made anew by `flankerend demo`, and served by `flankerend up --demo`."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Literal

from shared.local.demo import autumn
from shared.local.home import Home
from shared.local.lock import only_run
from shared.local.settings import LocalSettings
from shared.local.stack import Stack
from shared.local.start_display import StartDisplay
from shared.runtime.clock import SystemClock

DEMO_SEED = autumn.SEED
"""The same seed plays the same demo."""


def is_played() -> bool:
    """Whether a demo was played to its end, so that its data can be served."""
    return _played(_home()).exists()


def note_played(home: Home) -> None:
    """The demo was played to its end."""
    _played(home).touch()


def has_policy() -> bool:
    """Whether the education policy was played too, to its end."""
    return _policy(_home()).exists()


def note_policy(home: Home) -> None:
    """The education policy was played to its end."""
    _policy(home).touch()


def require_fresh() -> None:
    """Remove what the demo before left. Raises a LocalStackError while that demo still runs."""
    home = _home()
    if home.folder.exists():
        with only_run(home.lock):
            shutil.rmtree(home.folder)


def demo_stack(*, ports: Literal["configured", "free"], display: StartDisplay) -> Stack:
    """The stack on the demo's data, its clock at the demo's moment, or where it went on to since.

    Its mails lead to the configured address, where `flankerend up --demo` serves them later.
    """
    settings = LocalSettings()
    return Stack(
        _home().folder,
        now=None if is_played() else demo_now(),
        ports=ports,
        settings=settings.model_copy(update={"web_address": settings.web_url}),
        report=display.report,
        downloading=display.downloading,
        durable=False,
    )


def demo_now() -> datetime:
    """The moment of the demo."""
    return autumn.demo_moment(SystemClock().today())


def _home() -> Home:
    return Home(Home.default().folder / "demo")


def _played(home: Home) -> Path:
    return home.folder / "played"


def _policy(home: Home) -> Path:
    return home.folder / "policy-played"
