"""Classes in which something changed."""

from typing import NamedTuple


class TouchedClasses(NamedTuple):
    """Classes (school, name) in which something changed.

    `left` are those that pupils left: the school, and the days of membership before and since, as the database has
    them.
    """

    classes: frozenset[tuple[str, str]]
    left: tuple[tuple[str, str, str], ...] = ()

    @property
    def schools(self) -> set[str]:
        """The schools of these classes."""
        return {school for school, _ in self.classes}

    def and_also(self, other: "TouchedClasses") -> "TouchedClasses":
        """The classes of both."""
        return TouchedClasses(self.classes | other.classes, self.left + other.left)
