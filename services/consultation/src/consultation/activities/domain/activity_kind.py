"""A kind of activity, as its definition says."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Per(StrEnum):
    """What somebody registers."""

    SCHOOL = "school"
    """A school, with a number of places."""
    GROUP = "group"
    """A group of a school, such as a class, with a number of places."""
    PERSON = "person"
    """A person of a school, who has one place."""


REQUIRABLE = MappingProxyType(
    {
        "target_group": "for whom it is",
        "place": "where it is",
        "capacity": "how many places there are",
        "least": "the least number of participants",
        "budget": "what it may cost",
        "confirmed_by": "which organisation confirms places",
    }
)
"""The fields of an activity that a kind can ask for, each with what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityKind:
    """What an activity of this kind has, and the words that people read of it, in Dutch.

    `theme` is what an activity is about that says nothing else. `registers` is what somebody registers, None where
    nobody does. With `waiting_list` who finds no place waits. A kind with `sessions` notes who came to each; with
    `hours` also for how long paid guides were there. A kind with `confirmation` has its places confirmed by an
    organisation, with a mentor. `stock` is what points hand out.
    """

    kind: str
    title: str
    participants: str
    instructor: str
    item: str
    theme: str
    registers: Per | None
    waiting_list: bool
    sessions: bool
    hours: bool
    stock: bool
    certificates: bool
    confirmation: bool
    requires: tuple[str, ...]
