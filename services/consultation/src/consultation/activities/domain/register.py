"""Who has a place in an activity, and who waits for one: in order of arrival, and nobody passes anybody.

A smaller group never passes a larger one that came earlier, even if its places are free: who waits can count on the
order. Places that stay free meanwhile are seen by who runs the activity, who can ask the larger group.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from consultation.activities.domain.registration import Registration, RegistrationStatus
from consultation.domain.well_formed import require
from shared.domain.errors import Conflict, NotFound

MOST_REGISTRATIONS = 2_000
"""An activity has at most so many registrations, with those that ended."""


@dataclass(frozen=True, slots=True)
class Register:
    """All registrations for an activity, in order of arrival.

    `capacity` is how many places there are, None for no limit. With `waits` who finds no place waits for one.
    """

    capacity: int | None
    waits: bool
    registrations: tuple[Registration, ...] = ()

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return sum(row.places for row in self.registrations if row.is_placed)

    @property
    def waiting(self) -> tuple[Registration, ...]:
        """Who waits, in order of arrival."""
        return tuple(row for row in self.registrations if row.status is RegistrationStatus.WAITING)

    def find(self, registration_id: UUID) -> Registration:
        """Raises NotFound."""
        for row in self.registrations:
            if row.registration_id == registration_id:
                return row
        raise NotFound("registration", registration_id)

    def registered(self, registration: Registration) -> "Register":
        """The register with one more registration, which has its places or waits behind all others.

        Raises InvalidField for more places than there are at all. Raises Conflict for who stands in it already, beyond
        2,000 registrations, and for a full activity without a waiting list.
        """
        if any(row.stands and row.is_same_as(registration) for row in self.registrations):
            raise Conflict("is registered for this activity already", organisation_id=registration.organisation_id)
        if len(self.registrations) >= MOST_REGISTRATIONS:
            raise Conflict(f"there are {MOST_REGISTRATIONS} registrations already")
        has_place = self.capacity is None or registration.places <= self.capacity
        require(has_place, "places", "is more than the activity has")
        numbered = replace(registration, number=len(self.registrations) + 1)
        if not self.waiting and self._fits(numbered, self.taken):
            return self._with(numbered.placed(numbered.registered_at))
        if not self.waits:
            raise Conflict("the activity is full")
        return self._with(numbered.waiting())

    def ended(self, registration_id: UUID, status: RegistrationStatus, at: datetime) -> "Register":
        """The register without these places, after who waits moved up; the same register if that was so before.

        Raises NotFound, and Conflict for a registration that ended in another way.
        """
        row = self.find(registration_id)
        if row.status is status:
            return self
        if not row.stands:
            raise Conflict("the registration has ended already", registration_id=registration_id)
        return self.changed(registration_id, lambda before: before.ended(status, at)).moved_up(at)

    def with_places(self, registration_id: UUID, places: int, at: datetime) -> "Register":
        """The register where a registration needs fewer places, after who waits moved up.

        Raises NotFound, InvalidField for more places than before, Conflict for a registration that ended.
        """
        row = self.find(registration_id)
        if not row.stands:
            raise Conflict("the registration has ended already", registration_id=registration_id)
        require(places <= row.places, "places", "is more than before; register the others too")
        return self.changed(registration_id, lambda before: replace(before, places=places)).moved_up(at)

    def with_capacity(self, capacity: int | None, at: datetime) -> "Register":
        """The register of an activity with more or fewer places, after who waits moved up.

        Raises InvalidField for fewer places than are taken, or than a registration that waits asks for.
        """
        asked = max([self.taken, *(row.places for row in self.waiting)])
        require(capacity is None or asked <= capacity, "capacity", "is less than what was registered for")
        return replace(self, capacity=capacity).moved_up(at)

    def changed(self, registration_id: UUID, change: Callable[[Registration], Registration]) -> "Register":
        """The register with another registration in the place of this one. Raises NotFound."""
        self.find(registration_id)
        rows = tuple(change(row) if row.registration_id == registration_id else row for row in self.registrations)
        return replace(self, registrations=rows)

    def moved_up(self, at: datetime) -> "Register":
        """The register after everybody who fits moved up, in order of arrival, up to the first who does not fit."""
        taken, rows, goes_on = self.taken, list(self.registrations), True
        for place, row in enumerate(rows):
            if goes_on and row.status is RegistrationStatus.WAITING:
                goes_on = self._fits(row, taken)
                if goes_on:
                    rows[place] = row.placed(at)
                    taken += row.places
        return replace(self, registrations=tuple(rows))

    def since(self, before: "Register") -> list[Registration]:
        """The registrations that are new or different."""
        then = {row.registration_id: row for row in before.registrations}
        return [row for row in self.registrations if then.get(row.registration_id) != row]

    def _fits(self, registration: Registration, taken: int) -> bool:
        return self.capacity is None or taken + registration.places <= self.capacity

    def _with(self, registration: Registration) -> "Register":
        return replace(self, registrations=(*self.registrations, registration))
