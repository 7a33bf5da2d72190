"""The closed lists of words of this service."""

from enum import StrEnum


class AboutKind(StrEnum):
    """What a notice is about."""

    CASE = "case"
    MEETING = "meeting"


class Channel(StrEnum):
    """The way a notice goes."""

    EMAIL = "email"


class Template(StrEnum):
    """What a notice says."""

    CASE_OPENED = "case-opened"
    CASE_REOPENED = "case-reopened"
    CASE_ESCALATED = "case-escalated"
    CASE_WITHDRAWN = "case-withdrawn"
    LEVEL_WITHDRAWN = "level-withdrawn"
    MEETING_INVITATION = "meeting-invitation"
    MEETING_MOVED = "meeting-moved"
    MEETING_CANCELLED = "meeting-cancelled"


TEMPLATE_VERSIONS: dict[Template, int] = dict.fromkeys(Template, 1)
"""The version of each template that new notices are written with."""

NEWS = frozenset({Template.CASE_OPENED, Template.CASE_REOPENED, Template.CASE_ESCALATED})
"""Notices that tell something of a case; what `case-withdrawn` and, of a school year, `level-withdrawn` correct."""


class Status(StrEnum):
    """What became of a notice so far."""

    QUEUED = "queued"
    """Waits for its turn, or for a fact it needs."""
    SENDING = "sending"
    """With a worker that hands it over at this moment."""
    SENT = "sent"
    """The mail server took it."""
    DEFERRED = "deferred"
    """The mail server could not take it for now; it is tried again."""
    BOUNCED = "bounced"
    """The mail server refused it for good."""
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
    ACCEPT = "accept"
    DEFER = "defer"
    BOUNCE = "bounce"
    GIVE_UP = "give-up"
    CANCEL = "cancel"
    RETRY = "retry"
    ACKNOWLEDGE = "acknowledge"


class Reason(StrEnum):
    """Why a notice was cancelled, deferred, refused or given up."""

    NO_LONGER_HOLDS = "no-longer-holds"
    SCHOOL_YEAR_ENDED = "school-year-ended"
    PERSON_ERASED = "person-erased"
    UNKNOWN_CONTACT = "unknown-contact"
    NO_ADDRESS = "no-address"
    UNREACHABLE = "mail-server-unreachable"
    NO_ANSWER = "no-answer"
    WORKER_LOST = "worker-lost"
    UNWRITABLE = "mail-cannot-be-written"
