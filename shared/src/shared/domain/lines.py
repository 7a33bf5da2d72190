"""What a line of text that somebody types never holds."""

import re

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def turns_direction(text: str) -> bool:
    """Whether the text has a mark that makes readers see its letters in another order than they are in."""
    return _DIRECTION.search(text) is not None
