"""Log files of the stack's processes: appended to, and put aside once they are large."""

from io import BufferedWriter
from pathlib import Path

_LARGE_BYTES = 64 * 1024 * 1024
_READ_BYTES = 64 * 1024


def open_log(path: Path) -> BufferedWriter:
    """Open for appending. A large log becomes ``<name>.log.1`` first; the older ``.log.1`` goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LARGE_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


def last_lines(path: Path, lines: int) -> str:
    """The last lines of a log; empty without a log."""
    if not path.exists():
        return ""
    with path.open("rb") as log:
        log.seek(max(0, path.stat().st_size - _READ_BYTES))
        return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])
