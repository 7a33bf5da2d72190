"""The INSZ as a keyed hash: two enrolments can be matched, the number can't be read."""

import hmac
from collections.abc import Callable
from hashlib import sha256

HashInsz = Callable[[str], bytes]
"""Turns an INSZ (11 digits) into its keyed hash; the number itself goes no further."""


def insz_key(secret: bytes, insz: str) -> bytes:
    """The HMAC-SHA256 of an INSZ (11 digits) under the municipality's secret."""
    return hmac.digest(secret, insz.encode(), sha256)
