"""The closed lists of words of casework."""

from enum import StrEnum


class ReasonCode(StrEnum):
    """Why something happened to a case of any type, as events say it; what a person wrote stays in the timeline.

    Why a withdrawal is proposed or dropped is in the definition of the type.
    """

    KEPT_BY_CASEWORKER = "kept-by-caseworker"
    CONFIRMED_BY_CASEWORKER = "confirmed-by-caseworker"
    CLOSED_BY_CASEWORKER = "closed-by-caseworker"
    PERSONS_MERGED = "persons-merged"
    MERGED_BY_CASEWORKER = "merged-by-caseworker"
    HOLD_IS_OVER = "hold-is-over"
    """Its last day has passed. The timeline alone says so."""


class OpenedBy(StrEnum):
    """What opens cases of a type; all but `hand` and `referral` are kinds of grounds too."""

    LEVEL = "level"
    ENROLMENT_GAP = "enrolment-gap"
    EARLY_SIGNAL = "early-signal"
    """An early signal of attendance, once a person accepts it."""
    HAND = "hand"
    REPORT = "report"
    """A school or a counsellor, with a code and no text."""
    REFERRAL = "referral"


BY_HAND = OpenedBy.HAND.value
"""The kind of ground that events tell where a caseworker opened the case, or opened it again."""

CLOSED = "closed"
"""The outcome that events tell of a type of case that says nothing of its cases."""


class RequiredField(StrEnum):
    """What a type of case may ask for at assessment or at closure."""

    REASON = "reason"
    CAUSES = "causes"
    CHECKS = "checks"
    """Every question of the checklist is answered."""


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


class TaskOrigin(StrEnum):
    """Where a task comes from."""

    HAND = "hand"
    """Somebody who acts on the case added it."""
    MEETING = "meeting"
    """It was agreed at a meeting, whose minutes say what it is."""
    PLAN = "plan"
    """The plan of the case has it."""


class ContactParty(StrEnum):
    """The other party in a contact about a case."""

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
