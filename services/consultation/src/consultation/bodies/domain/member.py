"""A member of a consultation body: a person of the directory, or an organisation that sends somebody."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.well_formed import require, require_line

MOST_REPRESENTING = 20
"""An organisation names at most so many contacts who come for it."""


class ChangedMember(TypedDict, total=False):
    """What changes of a membership; what is left out stays. Who the member is never changes."""

    until: date | None
    mandate: str | None
    mandate_until: date | None
    represented_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A membership of a contact or of an organisation, never of both.

    Both days are included; without `until` the membership goes on. A `mandate` is what the member does there, such as
    chair, up to and with `mandate_until`; None is no end. `represented_by` are the contacts who come for an
    organisation; without any, everybody who works for it is called.
    Raises InvalidField for neither or both, days out of order, and an end of a mandate that is not there.
    Raises InvalidField for a contact who is represented, or represented by more than 20.
    """

    member_id: UUID
    contact_id: str | None = None
    organisation_id: str | None = None
    since: date
    until: date | None = None
    mandate: str | None = None
    mandate_until: date | None = None
    represented_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "represented_by", tuple(dict.fromkeys(self.represented_by)))
        is_own = self.organisation_id is not None or not self.represented_by
        require(is_own, "represented_by", "are those who come for an organisation, which this member is not")
        few = len(self.represented_by) <= MOST_REPRESENTING
        require(few, "represented_by", f"are more than {MOST_REPRESENTING}")
        named = (self.contact_id is None) != (self.organisation_id is None)
        require(named, "contact_id", "or organisation_id names the member, and not both")
        require(self.until is None or self.since <= self.until, "until", "is before from")
        if self.mandate is not None:
            require_line("mandate", self.mandate)
        has_mandate = self.mandate is not None or self.mandate_until is None
        require(has_mandate, "mandate_until", "is the last day of a mandate, which this member has not")
        in_order = self.mandate_until is None or self.since <= self.mandate_until
        require(in_order, "mandate_until", "is before from")

    @property
    def who(self) -> tuple[str | None, str | None]:
        """The contact, or the organisation; the other is None."""
        return self.contact_id, self.organisation_id

    def sits_on(self, day: date) -> bool:
        """Whether the membership holds on this day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "Member") -> bool:
        """Whether both are the membership of the same member, with a day in common."""
        latest, ends = max(self.since, other.since), [day for day in (self.until, other.until) if day is not None]
        return self.who == other.who and (not ends or latest <= min(ends))

    def changed(self, **fields: Unpack[ChangedMember]) -> "Member":
        """The membership with other days or another mandate. Raises InvalidField."""
        return replace(self, **fields)
