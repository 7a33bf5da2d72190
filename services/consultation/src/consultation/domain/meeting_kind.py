"""What a kind of meeting has of its own: who takes part, how long, at which hours, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from consultation.domain.planning_rules import AS_THEY_ARE_FREE, PlanningRules
from consultation.domain.reply_rules import ReplyRules
from consultation.domain.school_time import HalfDaysOn, SchoolTime
from consultation.domain.weekly_hours import WeeklyHours
from shared.domain.decisions import Decision
from shared.domain.roles import Role

CARE_MEETING = "care-meeting"
"""The kind (*zorgoverleg*) that is meant where no kind is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingKind:
    """A kind of meeting, as its definition says.

    `title` is what calendars show. `required_roles` and `optional_roles` hold for a meeting that names no roles. In
    `place` the text `{school}` stands for the institution number; `places` are those of some schools. `decisions` is
    what can be decided about a case. No deputy stands in for the roles `in_person`.
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
    decisions: tuple[Decision, ...] = ()
    in_person: frozenset[Role] = frozenset()

    def place_at(self, school: str) -> str:
        """Where meetings of this kind are, at that school."""
        return self.places.get(school, self.place.replace("{school}", school))


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How meetings are: the kinds by their `meeting_type`, and the `step`: meetings start at multiples of it.

    `replies` is what follows from answers, `planning` holds for meetings of all kinds.
    """

    kinds: Mapping[str, MeetingKind]
    step: timedelta
    replies: ReplyRules = field(default_factory=ReplyRules)
    planning: PlanningRules = AS_THEY_ARE_FREE

    def kind(self, meeting_type: str) -> MeetingKind:
        """The kind; a type without a definition goes by the rules of the care meeting, under its own name."""
        return self.kinds.get(meeting_type, self.kinds[CARE_MEETING])

    def planning_of(self, meeting_type: str) -> PlanningRules:
        """How meetings of this kind are planned."""
        return replace(self.planning, in_person=self.kind(meeting_type).in_person)

    def school_time(
        self, meeting_type: str, half_days_on: HalfDaysOn, *, length: timedelta | None = None
    ) -> SchoolTime:
        """When a school with these half days can have a meeting of this kind, of this length or the kind's own."""
        kind = self.kind(meeting_type)
        return SchoolTime(hours=kind.hours, length=length or kind.length, step=self.step, half_days_on=half_days_on)
