"""Changing only what the asker has seen."""

from collections.abc import Callable

Expectation = Callable[[int], None]
"""Gets the version that is there, and raises when the asker expected another."""


def any_version(_: int) -> None:
    """The asker expects nothing in particular."""
