"""How many notices a worker takes at once."""

from dataclasses import dataclass

_AT_ONCE_S = 0.5
_MOST = 25


@dataclass(slots=True)
class Pace:
    """``most``: as many notices as go in half a second, 1 to 25.

    So a quick server gets many for one transaction, and a slow server's notices are left to the other workers.
    """

    most: int = 1

    def note(self, count: int, seconds: float) -> None:
        """Go by what was just measured: so many notices went in this time."""
        self.most = max(1, min(_MOST, int(_AT_ONCE_S * count / max(seconds, 1e-6))))

    def begin_again(self) -> None:
        """Nothing is known any more: the next hop was away."""
        self.most = 1
