"""The subsidy file of an activity: what funders ask, and what of it is still missing.

Subsidy files of municipalities ask for dates, place, instructor, budget, the least number of participants, and
afterwards how many there were, with attachments. How high any of these is, is a local agreement.
"""

from dataclasses import dataclass
from enum import StrEnum

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.counts import Counts
from consultation.activities.domain.states import ActivityStatus


class Part(StrEnum):
    """A part of a subsidy file."""

    DATES = "dates"
    """A session that is not called off."""
    PLACE = "place"
    """Where each session is."""
    INSTRUCTOR = "instructor"
    """Who leads each session."""
    BUDGET = "budget"
    """What it may cost."""
    COST = "cost"
    """What it did cost, once it was held."""
    LEAST = "least"
    """The least number of participants."""
    PARTICIPANTS = "participants"
    """How many there were: it is not held yet, or a session is not noted."""
    ATTACHMENTS = "attachments"
    """A document."""


@dataclass(frozen=True, slots=True)
class SubsidyFile:
    """An activity with what is counted of it, and the parts of its file that are missing."""

    activity: Activity
    counts: Counts
    missing: tuple[Part, ...]


def subsidy_file(activity: Activity, kind: ActivityKind, counts: Counts) -> SubsidyFile:
    """The file of an activity. Without sessions it needs no dates or instructors, without people no place or number."""
    details, is_held = activity.details, activity.status is ActivityStatus.HELD
    sessions = [session for session in activity.sessions if not session.off]
    for_people = kind.sessions or kind.registers is not None
    lacks = {
        Part.DATES: kind.sessions and not sessions,
        Part.PLACE: for_people and not details.place and not (sessions and all(row.place for row in sessions)),
        Part.INSTRUCTOR: kind.sessions and not all(session.instructor for session in sessions),
        Part.BUDGET: details.budget is None,
        Part.COST: is_held and details.cost is None,
        Part.LEAST: for_people and details.least is None,
        Part.PARTICIPANTS: for_people and not is_held,
        Part.ATTACHMENTS: not activity.attachments,
    }
    return SubsidyFile(activity, counts, tuple(part for part, is_missing in lacks.items() if is_missing))
