"""The closed lists of words of casework."""

from enum import StrEnum


class CaseType(StrEnum):
    """Why there is a case. A person has at most one open case of each type."""

    TRUANCY = "truancy"
    """Problematic absences (*spijbeldossier*)."""


class Outcome(StrEnum):
    """How a closed case ended."""

    ATTENDS_AGAIN = "attends-again"
    GUIDED_BY_CLB = "guided-by-clb"
    REFERRED = "referred"
    MOVED = "moved"
    NO_LONGER_OF_AGE = "no-longer-of-age"
    MERGED = "merged"
    """It went on in another case of the same person."""
    OTHER = "other"


class ReasonCode(StrEnum):
    """Why something happened to a case, as events say it; what a person wrote stays in the timeline."""

    LEVEL_NO_LONGER_HOLDS = "level-no-longer-holds"
    LEVEL_REACHED_AGAIN = "level-reached-again"
    KEPT_BY_CASEWORKER = "kept-by-caseworker"
    CONFIRMED_BY_CASEWORKER = "confirmed-by-caseworker"
    CLOSED_BY_CASEWORKER = "closed-by-caseworker"
    PERSONS_MERGED = "persons-merged"


class MeetingStatus(StrEnum):
    """Where a care meeting (*zorgoverleg*) of a case stands, as far as casework was told."""

    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    """No slot was found yet."""
    HELD = "held"
    CANCELLED = "cancelled"


class ContactParty(StrEnum):
    """With whom there was contact about a case."""

    PARENTS = "parents"
    PUPIL = "pupil"
    SCHOOL = "school"
    CLB = "clb"
    YOUTH_COACH = "youth-coach"
    POLICE = "police"
    OTHER = "other"


class ContactMeans(StrEnum):
    """How that contact went."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    TALK = "talk"


OUTCOME_IN_DUTCH = {
    Outcome.ATTENDS_AGAIN: "gaat weer naar school",
    Outcome.GUIDED_BY_CLB: "in begeleiding bij het CLB",
    Outcome.REFERRED: "doorverwezen",
    Outcome.MOVED: "verhuisd",
    Outcome.NO_LONGER_OF_AGE: "niet meer leerplichtig",
    Outcome.MERGED: "samengevoegd met een ander dossier",
    Outcome.OTHER: "andere",
}

SECONDARY = "secundair"
"""The level of education at which a case calls for a care meeting."""
