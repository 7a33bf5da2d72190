"""What is done to a registration, as steps of the register of its activity."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.register import Register
from consultation.activities.domain.registration import RegistrationStatus
from consultation.domain.well_formed import require_line
from shared.domain.errors import Conflict

Step = Callable[[Register, ActivityKind], Register]


def withdrawing(registration_id: UUID, at: datetime) -> Step:
    """Take a registration back; who waits moves up. Raises NotFound, Conflict."""

    def withdraw(register: Register, _: ActivityKind) -> Register:
        return register.ended(registration_id, RegistrationStatus.WITHDRAWN, at)

    return withdraw


def declining(registration_id: UUID, at: datetime) -> Step:
    """Refuse a place; who waits moves up. Raises NotFound, Conflict for a kind whose places are not confirmed."""

    def decline(register: Register, kind: ActivityKind) -> Register:
        _require_confirmation(kind)
        return register.ended(registration_id, RegistrationStatus.DECLINED, at)

    return decline


def confirming(registration_id: UUID, mentor: str, at: datetime) -> Step:
    """Confirm a place with its mentor; again with another mentor.

    Raises NotFound, InvalidField, and Conflict for a kind whose places are not confirmed, or where there is no place.
    """

    def confirm(register: Register, kind: ActivityKind) -> Register:
        _require_confirmation(kind)
        require_line("mentor", mentor)
        row = register.find(registration_id)
        if not row.is_placed:
            raise Conflict("the registration has no place", registration_id=registration_id)
        confirmed_at = row.confirmed_at or at
        return register.changed(registration_id, lambda row: replace(row, mentor=mentor, confirmed_at=confirmed_at))

    return confirm


def shrinking(registration_id: UUID, places: int, at: datetime) -> Step:
    """Give places back; who waits moves up. Raises NotFound, InvalidField for more than before, Conflict."""

    def shrink(register: Register, _: ActivityKind) -> Register:
        return register.with_places(registration_id, places, at)

    return shrink


def certifying(registration_id: UUID, certificates: int) -> Step:
    """Note how many certificates the people of a registration got.

    Raises NotFound, InvalidField for more than its places, Conflict for a kind without certificates or no place.
    """

    def certify(register: Register, kind: ActivityKind) -> Register:
        if not kind.certificates:
            raise Conflict("activities of this kind give no certificates")
        if not register.find(registration_id).is_placed:
            raise Conflict("the registration has no place", registration_id=registration_id)
        return register.changed(registration_id, lambda row: replace(row, certificates=certificates))

    return certify


def _require_confirmation(kind: ActivityKind) -> None:
    if not kind.confirmation:
        raise Conflict("places of this kind of activity are not confirmed")
