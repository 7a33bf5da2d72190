"""What is watched of a pupil's attendance."""

from typing import Annotated, Any

from pydantic import Field

from shared.contracts.contract import WireData
from shared.contracts.fields import Share, Slug

_ABSENT: Any = Field(default=None, exclude_if=lambda value: value is None)

SchoolWeeks = Annotated[int, Field(strict=True, ge=1, le=100, examples=[6])]


class WatchCriterion(WireData):
    """One thing that is watched, for a number of school weeks.

    - `no-new-problematic-half-day`: no half day after the day it was asked is problematic.
    - `rate-above`: more than `rate` of the half days planned after the day it was asked is attended.

    The term goes from the day after it was asked to the Sunday of the last school week. Weeks are whole, from Monday to
    Sunday, with a school day at the pupil's school at least. That is a local agreement.
    """

    kind: Slug
    """What is watched."""
    school_weeks: SchoolWeeks
    """For how many whole school weeks."""
    rate: Share | None = _ABSENT
    """Of `rate-above`: the share, below 1."""
