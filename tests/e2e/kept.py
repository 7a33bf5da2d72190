"""Pictures and papers that somebody may want to look at: in the folder of FLANKEREND_SCREENSHOTS, else somewhere."""

import os
import tempfile
from pathlib import Path

IS_ASKED_FOR = "FLANKEREND_SCREENSHOTS" in os.environ

_FOLDER = Path(os.environ.get("FLANKEREND_SCREENSHOTS") or tempfile.mkdtemp(prefix="flankerend-screenshots-"))


def kept_at(name: str) -> Path:
    """Where a file of this name is kept."""
    return _FOLDER / name


def keep(name: str, content: bytes) -> None:
    """Keep a file, if somebody asked for that."""
    if IS_ASKED_FOR:
        kept_at(name).write_bytes(content)
