"""What a case rests on, as events about cases say it."""

from uuid import UUID

from pydantic import Field

from shared.contracts.contract import WireData
from shared.contracts.fields import Slug
from shared.contracts.moments import IsoDate


class Ground(WireData):
    """Something a case rests on, and since when.

    - `level`: since the day on which the level of a rule was reached.
    - `enrolment-gap`: since the reference date of the control, on which no enrolment was known.
    - `early-signal`: since the first day of the period in which attendance changed for the worse.
    - `report`: since the day on which it came in.
    - `referral`: since the day on which it was asked.
    - `hand`: since the day on which a caseworker opened the case, or opened it again.
    """

    kind: Slug
    """What it is; a kind that a receiver does not know is still a ground."""
    id: UUID | None = Field(default=None, exclude_if=lambda value: value is None)
    """The signal, report or referral; absent for `hand`, behind which there is nothing but what a caseworker did."""
    since: IsoDate
    """Since which day, by the kind."""
