"""What an event is about: the rows that its use case reads or locks, each named by a kind and an id.

A subscription declares the keys of an event beside its handler: ``on(LevelReached, on_level_reached, keys=of_person)``.
The frame gives the keys of all that it is about to handle to ``UnitOfWork.load`` at once.
"""

from typing import NamedTuple
from uuid import UUID


class Key(NamedTuple):
    """One row or aggregate. Keys sort by kind, then by id, so that locks taken in their order never deadlock."""

    kind: str
    id: str


def person(person_id: UUID) -> Key:
    """The key of a person."""
    return Key("person", str(person_id))


def case(case_id: UUID) -> Key:
    """The key of a case."""
    return Key("case", str(case_id))


def meeting(meeting_id: UUID) -> Key:
    """The key of a meeting."""
    return Key("meeting", str(meeting_id))


def calendar(school: str, school_year: str) -> Key:
    """The key of a school's calendar of a school year such as ``2025-2026``."""
    return Key("calendar", f"{school}/{school_year}")


def contact(contact_id: str) -> Key:
    """The key of a contact of the directory."""
    return Key("contact", contact_id)


def organisation(organisation_id: str) -> Key:
    """The key of an organisation of the directory."""
    return Key("organisation", organisation_id)


def cases_of(person_id: UUID) -> Key:
    """The key of all cases of a person."""
    return Key("cases-of", str(person_id))


def ground(ground_id: UUID) -> Key:
    """The key of what a case can rest on."""
    return Key("ground", str(ground_id))


def school(number: str) -> Key:
    """The key of what is kept of a school: the calendars of all its school years."""
    return Key("school", number)


def pupil(school_number: str, register_number: str) -> Key:
    """The key of a register number at a school; the school's number holds no slash."""
    return Key("pupil", f"{school_number}/{register_number}")


def place(name: str) -> Key:
    """The key of a place where meetings are."""
    return Key("place", name)
