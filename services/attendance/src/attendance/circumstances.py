"""What a use case needs to know beside its input."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from attendance.figures.domain.allowance import AllowanceRule
from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.domain.codes import CodeTable
from attendance.register.domain.insz import insz_key
from shared.runtime.clock import Clock

_TWO_YEARS = AllowanceRule()


@dataclass(frozen=True)
class Circumstances:
    """The time, new ids, and the municipality's choices.

    `keep_school_years` is the number of school years kept before the running one, 0 or more; figures leave out numbers
    of fewer pupils than `smallest_cell`; `allowance` says when to warn of the school allowance; without a `mass_cause`
    no absences are held as those of a whole group; marks of a day are expected before `feed_grace` whole school days
    have passed since, 0 or more; a school day has `ed_fi_day_minutes` minutes, None when that is not known.
    """

    clock: Clock
    new_id: Callable[[], UUID]
    codes: CodeTable
    insz_secret: bytes
    keep_school_years: int = 5
    smallest_cell: int = 5
    allowance: AllowanceRule = _TWO_YEARS
    mass_cause: MassCause | None = None
    feed_grace: int = 1
    ed_fi_day_minutes: int | None = None

    def insz_key(self, insz: str | None) -> bytes | None:
        """The keyed hash of an INSZ (11 digits); the number itself goes no further."""
        return None if insz is None else insz_key(self.insz_secret, insz)
