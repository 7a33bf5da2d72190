"""What took a service's time, as cProfile saw it."""

import io
import pstats
import tempfile
from pathlib import Path

from rich.console import Console

_LINES = 40


def profile_file(service: str) -> Path:
    """Where cProfile leaves what it saw of a service, once the service has ended."""
    return Path(tempfile.gettempdir(), f"flankerend-{service}.prof")


def print_profile(console: Console, service: str) -> None:
    """The functions that took most time themselves.

    What functions took with all they called is no use: SQLAlchemy goes back and forth between greenlets.
    """
    text = io.StringIO()
    pstats.Stats(str(profile_file(service)), stream=text).sort_stats("tottime").print_stats(_LINES)
    console.print(text.getvalue(), markup=False, highlight=False)
    console.print(f"All of it: {profile_file(service)}")
