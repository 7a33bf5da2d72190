"""The closed lists of words that every subject and channel share."""

from enum import StrEnum


class Channel(StrEnum):
    """The way a notice goes."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    LETTER = "letter"
    """Printed, for who has no mail: taken as soon as it is in the print queue."""


class Status(StrEnum):
    """What became of a notice so far."""

    QUEUED = "queued"
    """Waits for its turn, or for a fact it needs."""
    SENDING = "sending"
    """With a worker that hands it over at this moment."""
    SENT = "sent"
    """The next hop, such as the mail server, took it."""
    DEFERRED = "deferred"
    """The next hop could not take it for now; it is tried again."""
    BOUNCED = "bounced"
    """The next hop refused it for good."""
    FAILED = "failed"
    """Given up."""
    CANCELLED = "cancelled"
    """No longer held before anybody was told."""


PENDING = frozenset({Status.QUEUED, Status.DEFERRED})
"""Still to be handed over, and with no worker at this moment."""


class Action(StrEnum):
    """What can happen to a notice."""

    WAIT = "wait"
    HAND_OVER = "hand-over"
    PUT_BACK = "put-back"
    ACCEPT = "accept"
    DEFER = "defer"
    BOUNCE = "bounce"
    COME_BACK = "come-back"
    GIVE_UP = "give-up"
    FALL_BACK = "fall-back"
    CANCEL = "cancel"
    RETRY = "retry"
    ACKNOWLEDGE = "acknowledge"
    PRINT = "print"


class NoticeAnswer(StrEnum):
    """What a receiver answers to a notice; there is no room for other words."""

    RECEIVED = "received"
    """The notice was read."""
    TAKEN_UP = "taken-up"
    """The centre for pupil guidance (CLB) takes it up."""
    NOT_TAKEN_UP = "not-taken-up"
    """The CLB does not take it up."""
    CLOSED = "closed"
    """The CLB has done what it could."""


class Reason(StrEnum):
    """Why a notice was cancelled, deferred or given up; a channel has reasons of its own beside these."""

    NO_LONGER_HOLDS = "no-longer-holds"
    SCHOOL_YEAR_ENDED = "school-year-ended"
    PERSON_ERASED = "person-erased"
    CALLED_OFF = "called-off"
    """Somebody saw to it that it is not sent."""
    UNKNOWN_CONTACT = "unknown-contact"
    NO_ADDRESS = "no-address"
    NO_CONTACT = "no-contact"
    SUPPRESSED = "suppressed"
    NO_ANSWER = "no-answer"
    WORKER_LOST = "worker-lost"
