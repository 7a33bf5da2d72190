"""How many notices a worker takes at once."""

from dataclasses import dataclass

_AT_ONCE_S = 0.5
_MOST = 50


@dataclass(slots=True)
class Pace:
    """How long a notice takes, as it was measured last; ``each_s`` is None as long as that is not known.

    ``most`` is as many notices as go in half a second, 1 to 50. So a quick server gets many for one transaction, and a
    slow server's notices are left to the other workers.
    """

    each_s: float | None = None

    @property
    def most(self) -> int:
        """How many notices to take at once."""
        return 1 if self.each_s is None else max(1, min(_MOST, int(_AT_ONCE_S / max(self.each_s, 1e-6))))

    @property
    def is_quick(self) -> bool:
        """Whether a worker may take the next ones before these have gone: it is about to be done with them."""
        return self.most == _MOST

    def note(self, count: int, seconds: float) -> None:
        """Go by what was just measured: so many notices went in this time."""
        self.each_s = seconds / count

    def begin_again(self) -> None:
        """Nothing is known any more: the next hop was away."""
        self.each_s = None
