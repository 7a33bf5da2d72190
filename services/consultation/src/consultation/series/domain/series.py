"""A series (*reeks*): the standing meeting of a school, or of a cluster of schools."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.wanted import LAST_DAY, Wanted
from consultation.series.domain.proposal import Proposal
from consultation.series.domain.rhythm import Rhythm
from shared.domain.errors import Conflict, InvalidField
from shared.domain.roles import Role

LONGEST_TERM = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDetails:
    """What people agreed on.

    `school` is where it is, `other_schools` are the rest of a cluster. `contacts` come before others of their role. The
    last session is on `until` at the latest, None while no end was agreed on.

    Raises InvalidField for a school that is named twice, roles that name nobody or one twice, an end before the begin.
    """

    title: str
    meeting_type: str
    school: str
    other_schools: tuple[str, ...]
    rhythm: Rhythm
    length: timedelta
    place: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    contacts: tuple[str, ...] = ()
    until: date | None = None

    def __post_init__(self) -> None:
        if len({*self.schools}) < len(self.schools):
            raise InvalidField("other_schools", "names a school twice")
        if not self.required_roles:
            raise InvalidField("required_roles", "names nobody")
        if set(self.required_roles) & set(self.optional_roles):
            raise InvalidField("optional_roles", "holds a role that is required")
        if self.until is not None and self.until < self.rhythm.first_on:
            raise InvalidField("until", "is before first_on")

    @property
    def schools(self) -> tuple[str, ...]:
        """All its schools, the school where it is first."""
        return (self.school, *self.other_schools)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role, the required roles first."""
        return (*self.required_roles, *self.optional_roles)

    def wanted(self, day: date) -> Wanted:
        """What a session on this day asks of a meeting."""
        return Wanted(
            school=self.school,
            required_roles=self.required_roles,
            optional_roles=self.optional_roles,
            not_before=day,
            hold_by=day,
        )


class ChangedSeries(TypedDict, total=False):
    """The details of a series that change; what is left out stays."""

    title: str
    place: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    contacts: tuple[str, ...]
    until: date | None
    length: timedelta
    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series. `version` rises with every change; `proposal` is what was proposed last, until it is fixed."""

    series_id: UUID
    details: SeriesDetails
    created_at: datetime
    changed_at: datetime
    proposal: Proposal | None = None
    version: int = 1

    def changed(self, at: datetime, **details: Unpack[ChangedSeries]) -> "Series":
        """The series with other details, from what is proposed next on; the same series if nothing differs.

        What was proposed no longer holds. Raises InvalidField.
        """
        changed = replace(self.details, **details)
        return self if changed == self.details else self._next(at, details=changed, proposal=None)

    def proposed(self, proposal: Proposal, at: datetime) -> "Series":
        """The series with a proposal, in place of the proposal before."""
        return self._next(at, proposal=proposal)

    def fixed(self, at: datetime) -> "Series":
        """The series once its proposal was fixed."""
        return self._next(at, proposal=None)

    def standing_proposal(self) -> Proposal:
        """What was proposed. Raises Conflict if nothing is proposed."""
        if self.proposal is None:
            raise Conflict("nothing is proposed for this series: propose its sessions first")
        return self.proposal

    def days(self, first: date, last: date) -> list[date]:
        """The days by the rhythm in these days, as long as the series lasts.

        Raises InvalidField for days out of order, more than 400 days, or after the year 2999.
        """
        if last < first:
            raise InvalidField("until", "is before from")
        if last - first > LONGEST_TERM:
            raise InvalidField("until", f"is more than {LONGEST_TERM.days} days after from")
        if last > LAST_DAY:
            raise InvalidField("until", "is after the year 2999")
        end = self.details.until
        return self.details.rhythm.days(first, last if end is None else min(last, end))

    def _next(self, at: datetime, **fields: object) -> "Series":
        return replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
