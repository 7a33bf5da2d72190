"""A request of a school for an offer: the same procedure for the offers of every service."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.organisation import LEVELS
from consultation.domain.well_formed import require, require_line, require_school_numbers
from consultation.offers.domain.offer import MOST_PLACES
from consultation.offers.domain.request_states import OPEN, RequestStatus, RequestStep, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a school asks for: for which level and group, for how many, and when it would suit.

    `group` is what the school calls a class or group, never somebody's name. `participants` is how many take part.
    `since` to `until` are days, both included. Raises InvalidField naming the field that is not well-formed.
    """

    level: str | None = None
    group: str | None = None
    participants: int | None = None
    since: date
    until: date | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        require(self.level is None or self.level in LEVELS, "level", f"is one of {', '.join(LEVELS)}")
        if self.group is not None:
            require_line("group", self.group)
        require_number("participants", self.participants)
        require(self.until is None or self.since <= self.until, "until", "is before from")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRequest:
    """A request of a school for an offer, with what its provider answered.

    `planned_on` is the day it is planned for. A request that was declined has a reason, an `alternative` (another
    offer), or both. `took_part` is how many were there in the end. `answered_at` is None before the first answer.
    """

    request_id: UUID
    offer_id: UUID
    school: str
    wish: Wish
    status: RequestStatus = RequestStatus.ASKED
    planned_on: date | None = None
    reason: str | None = None
    alternative: UUID | None = None
    took_part: int | None = None
    asked_at: datetime
    answered_at: datetime | None = None
    version: int = 1

    def __post_init__(self) -> None:
        require_school_numbers("school", (self.school,))

    @property
    def is_open(self) -> bool:
        """Whether the school still waits for something."""
        return self.status in OPEN

    def planned(self, on: date, at: datetime) -> "OfferRequest":
        """The request, planned on this day. Raises IllegalTransition, and InvalidField for a day before the asking."""
        status = after(self.status, RequestStep.PLAN)
        require(on >= local_day(self.asked_at), "on", "is before the day on which it was asked")
        return self._next(status=status, planned_on=on, answered_at=at)

    def declined(self, at: datetime, *, reason: str | None, alternative: UUID | None) -> "OfferRequest":
        """The request, declined. Raises IllegalTransition, and InvalidField without a reason or an alternative."""
        status = after(self.status, RequestStep.DECLINE)
        require(bool(reason) or alternative is not None, "reason", "is missing: say why, or name an alternative")
        require(alternative != self.offer_id, "alternative", "is the offer that is declined")
        if reason is not None:
            require_line("reason", reason)
        return self._next(status=status, reason=reason, alternative=alternative, answered_at=at)

    def done(self, took_part: int | None) -> "OfferRequest":
        """The request, done; `took_part` is how many were there. Raises IllegalTransition and InvalidField."""
        status = after(self.status, RequestStep.FINISH)
        require_number("took_part", took_part)
        return self._next(status=status, took_part=took_part)

    def withdrawn(self) -> "OfferRequest":
        """The request, taken back by its school. Raises IllegalTransition."""
        return self._next(status=after(self.status, RequestStep.WITHDRAW))

    def _next(self, **fields: object) -> "OfferRequest":
        return replace(self, **fields, version=self.version + 1)  # type: ignore[arg-type]  # see callers


def require_number(field: str, value: int | None) -> None:
    """Raises InvalidField for a number that is there and not 1 to 100,000."""
    require(value is None or 1 <= value <= MOST_PLACES, field, f"is 1 to {MOST_PLACES}")
