"""Changing only what the asker has seen."""

from collections.abc import Callable

Expectation = Callable[[int], None]
"""Gets the version that is there, and raises if the asker expected another version."""


def any_version(_: int) -> None:
    """The asker expects no version in particular."""
