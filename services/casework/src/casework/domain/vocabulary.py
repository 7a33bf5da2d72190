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
    HOLD_IS_OVER = "hold-is-over"
    """Its last day has passed. The timeline alone says so."""


BY_HAND = "hand"
"""The kind of ground that events tell where a caseworker opened the case, or opened it again."""


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
