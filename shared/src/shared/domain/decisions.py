"""What a care meeting can decide about a case. No law lists these: they are a local agreement."""

from enum import StrEnum


class Decision(StrEnum):
    """What was decided about a case; each kind of meeting says which of these it has."""

    SCHOOL_FOLLOWS = "school-follows"
    """The school goes on by itself."""
    PLAN = "plan"
    """A plan is written."""
    YOUTH_COACH = "youth-coach"
    """A youth coach guides the youngster."""
    REFERRAL = "referral"
    """Somebody else is asked for help."""
    MONITOR = "monitor"
    """The case is followed from a distance."""
    MEET_AGAIN = "meet-again"
    """The case is talked about again."""
    CLOSE = "close"
    """The case is closed."""
