"""What a kind of meeting has of its own: who takes part, how long, at which hours, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from consultation.domain.school_time import HalfDaysOn, SchoolTime
from consultation.domain.weekly_hours import WeeklyHours
from shared.domain.roles import Role

CARE_MEETING = "care-meeting"
"""The kind (*zorgoverleg*) that is meant where no kind is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKind:
    """A kind of meeting, as its definition says.

    `title` is what calendars show. `required_roles` and `optional_roles` hold for a meeting that names no roles. In
    `place` the text `{school}` stands for the institution number; `places` are those of some schools.
    """

    meeting_type: str
    title: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    length: timedelta
    hours: tuple[WeeklyHours, ...]
    place: str
    places: Mapping[str, str] = field(default_factory=dict)
    needs_cases: bool = True

    def place_at(self, school: str) -> str:
        """Where meetings of this kind are, at that school."""
        return self.places.get(school, self.place.replace("{school}", school))


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How meetings are: the kinds by their `meeting_type`, and the `step`: meetings start at multiples of it."""

    kinds: Mapping[str, MeetingKind]
    step: timedelta

    def kind(self, meeting_type: str) -> MeetingKind:
        """The kind; a type without a definition goes by the rules of the care meeting, under its own name."""
        return self.kinds.get(meeting_type, self.kinds[CARE_MEETING])

    def school_time(self, meeting_type: str, half_days_on: HalfDaysOn) -> SchoolTime:
        """When a school with these half days can have a meeting of this kind."""
        kind = self.kind(meeting_type)
        return SchoolTime(hours=kind.hours, length=kind.length, step=self.step, half_days_on=half_days_on)
