"""Whether a file that is sent for good is the file that was looked at, read in the same way."""

import hashlib
from typing import BinaryIO

from pydantic import BaseModel

_PIECE = 1024 * 1024


def fingerprint(body: BaseModel, file: BinaryIO) -> str:
    """A digest of a file's content and of how it is to be read: two that are equal are read in the same way."""
    file.seek(0)
    digest = hashlib.sha256(body.model_dump_json().encode())
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
