"""Pictures and papers that somebody may want to look at, in the folder of FLANKEREND_SCREENSHOTS."""

import os
from pathlib import Path

_FOLDER = os.environ.get("FLANKEREND_SCREENSHOTS")

IS_ASKED_FOR = bool(_FOLDER)


def kept_at(name: str) -> Path:
    """Where a file of this name is kept."""
    return Path(_FOLDER or ".") / name


def keep(name: str, content: bytes) -> None:
    """Keep a file, if somebody asked for that."""
    if IS_ASKED_FOR:
        kept_at(name).write_bytes(content)
