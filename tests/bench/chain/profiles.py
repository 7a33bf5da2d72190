"""What took a service's time, as cProfile saw it."""

import marshal
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

_LINES = 40
_ROOTS = ("site-packages/", "/src/", "/lib/")


def profile_file(service: str) -> Path:
    """Where cProfile leaves what it saw of a service, once the service has ended."""
    return Path(tempfile.gettempdir(), f"flankerend-{service}.prof")


def print_profile(console: Console, service: str) -> None:
    """The functions that took most time themselves.

    What functions took with all they called is no use: SQLAlchemy goes back and forth between greenlets.
    """
    file = profile_file(service)
    functions = marshal.loads(file.read_bytes())
    whole = sum(own for _, _, own, _, _ in functions.values())
    table = Table(title=f"{service}: {whole:.1f} s", title_justify="left", box=None)
    for heading in ("percent", "calls", ""):
        table.add_column(heading, justify="right" if heading else "left")
    busiest = sorted(functions.items(), key=lambda item: -item[1][2])[:_LINES]
    for (path, line, name), (_, calls, own, _, _) in busiest:
        table.add_row(f"{own / whole * 100:.1f}", f"{calls:,}", f"{name} {_short(path)}:{line}" if line else name)
    console.print(table)
    console.print(f"All of it: {file}")


def _short(path: str) -> str:
    """Without where it is installed."""
    for root in _ROOTS:
        path = path.rpartition(root)[2]
    return path
