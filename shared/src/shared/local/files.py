"""Small files that others read while they are written."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """Replace the file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(content, indent=2).encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write the file so that no reader ever sees a part of it."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(unfinished).replace(path)
