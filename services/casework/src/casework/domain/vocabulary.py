"""The closed lists of words of casework."""

from enum import StrEnum


class CaseType(StrEnum):
    """Why there is a case. A person has at most one open case of each type."""

    TRUANCY = "truancy"
    """Problematic absences (*spijbeldossier*)."""
    NOT_ENROLLED = "not-enrolled"
    """A child of compulsory age that is not known to be enrolled (*niet-ingeschreven leerplichtige*)."""


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
    ENROLLED = "enrolled"
    """In a school, CDO or Syntra, by its certificate."""
    HAS_DIPLOMA = "has-diploma"
    """Of secondary education, by a copy."""
    HOME_EDUCATION = "home-education"
    """By the declaration (*verklaring van huisonderwijs*)."""
    EXEMPTED = "exempted"
    """By a decision of the inspectorate's *zorgpunt*."""
    OTHERWISE_IN_ORDER = "otherwise-in-order"
    """For another reason, with proof."""
    NOT_IN_ORDER = "not-in-order"


class ReasonCode(StrEnum):
    """Why something happened to a case, as events say it; what a person wrote stays in the timeline."""

    LEVEL_NO_LONGER_HOLDS = "level-no-longer-holds"
    LEVEL_REACHED_AGAIN = "level-reached-again"
    ENROLMENT_FOUND = "enrolment-found"
    ENROLMENT_MISSING_AGAIN = "enrolment-missing-again"
    KEPT_BY_CASEWORKER = "kept-by-caseworker"
    CONFIRMED_BY_CASEWORKER = "confirmed-by-caseworker"
    CLOSED_BY_CASEWORKER = "closed-by-caseworker"
    PERSONS_MERGED = "persons-merged"
    HOLD_IS_OVER = "hold-is-over"
    """Its last day has passed. The timeline alone says so."""


class GroundKind(StrEnum):
    """What a case rests on."""

    LEVEL = "level"
    ENROLMENT_GAP = "enrolment-gap"
    HAND = "hand"
    """A caseworker opened the case, or opened it again."""


class MeetingStatus(StrEnum):
    """Where a care meeting (*zorgoverleg*) of a case stands, as far as casework was told."""

    SCHEDULED = "scheduled"
    PROPOSED = "proposed"
    """It was asked for; no slot was found yet."""
    UNDER_REVIEW = "under-review"
    """Its cases may be withdrawn: the slot is kept until that is decided."""
    HELD = "held"
    CANCELLED = "cancelled"


class AttentionReason(StrEnum):
    """Why a planned care meeting asks for somebody."""

    SCHOOL_CLOSED = "school-closed"
    PARTICIPANT_AWAY = "participant-away"
    CONTACT_ENDED = "contact-ended"
    PLACE_TAKEN = "place-taken"
    TO_COMPLETE = "to-complete"
    """It is past, and nobody said whether it was held."""


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


OUTCOMES = {
    CaseType.TRUANCY: (
        Outcome.ATTENDS_AGAIN,
        Outcome.GUIDED_BY_CLB,
        Outcome.REFERRED,
        Outcome.MOVED,
        Outcome.NO_LONGER_OF_AGE,
        Outcome.OTHER,
    ),
    CaseType.NOT_ENROLLED: (
        Outcome.ENROLLED,
        Outcome.HAS_DIPLOMA,
        Outcome.HOME_EDUCATION,
        Outcome.EXEMPTED,
        Outcome.OTHERWISE_IN_ORDER,
        Outcome.NOT_IN_ORDER,
    ),
}
"""How a case of each type can end by hand.

Of a child that is not enrolled: the answers on the form with which parents justify themselves (onderwijs.vlaanderen.be,
'leerplichtcontrole').
"""

SECONDARY = "secundair"
"""The level of education at which a case calls for a care meeting."""
