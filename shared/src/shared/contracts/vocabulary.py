"""The closed lists of words in the contracts, beside `HalfDay` and `Role` of the kernel."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from shared.domain.roles import Role

_OF_EVENTS = tuple(role for role in Role if role is not Role.PARTNER)


def _of_events(role: Role) -> Role:
    if role not in _OF_EVENTS:
        raise PydanticCustomError("role_of_events", "Should be a role that events know")
    return role


PersonRole = Annotated[
    Role,
    AfterValidator(_of_events),
    WithJsonSchema({"title": "Role", "type": "string", "enum": [str(role) for role in _OF_EVENTS]}),
]
"""A role as events name it. A partner signs in for an organisation, and no event tells of them."""


class EducationLevel(StrEnum):
    """Level of education (*onderwijsniveau*): nursery, primary or secondary school."""

    KLEUTER = "kleuter"
    LAGER = "lager"
    SECUNDAIR = "secundair"


class Package(StrEnum):
    """The school software whose codes a mark uses.

    `official` are AGODI's seven codes; `other` is read as `official`.
    """

    SMARTSCHOOL = "smartschool"
    INFORMAT = "informat"
    WISA = "wisa"
    ED_FI = "ed-fi"
    OFFICIAL = "official"
    OTHER = "other"


class OrganisationKind(StrEnum):
    """What an organisation of the directory is."""

    SCHOOL = "school"
    CLB = "clb"
    """Centre for pupil guidance (*centrum voor leerlingenbegeleiding*)."""
    CITY_SERVICE = "city-service"
    PARTNER = "partner"
    """Whoever works along and is none of the others."""


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    PROPOSED = "proposed"
    SCHEDULED = "scheduled"
    UNDER_REVIEW = "under-review"
    HELD = "held"
    CANCELLED = "cancelled"


class AttentionReason(StrEnum):
    """Why a meeting asks for somebody."""

    SCHOOL_CLOSED = "school-closed"
    """The school has no lessons then."""
    PARTICIPANT_AWAY = "participant-away"
    """Somebody who takes part is not there then. Or who has to be there can't, or did not answer after a reminder."""
    CONTACT_ENDED = "contact-ended"
    """Somebody who takes part is no contact of the school in that role any more."""
    PLACE_TAKEN = "place-taken"
    """Another meeting has the place at that time."""
    TO_COMPLETE = "to-complete"
    """The meeting is past, and nobody said whether it was held."""


class QuestionReply(StrEnum):
    """Whether the absences of a whole group count as problematic."""

    COUNTS = "counts"
    DOES_NOT_COUNT = "does-not-count"


class CalendarSource(StrEnum):
    """What a calendar starts from: the Flemish school holidays or the school's own sessions."""

    FLANDERS = "flanders"
    OWN = "own"


class Channel(StrEnum):
    """The ways a notice goes, as far as there are any; the list is open."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class AboutKind(StrEnum):
    """What a notice is about, as far as there are subjects; the list is open."""

    CASE = "case"
    MEETING = "meeting"
