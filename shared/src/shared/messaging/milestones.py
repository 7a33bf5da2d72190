"""Which domain events a service logs once their transaction is committed, under which name and with which fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

E = TypeVar("E")

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One type of domain event, the name of its log event, and what its log line says of an event."""

    event: type[object]
    name: str
    fields: Callable[[object], Fields]


def milestone(event: type[E], name: str, fields: Callable[[E], Fields]) -> Milestone:
    """Log events of this type as ``name``, with ``fields(event)``."""

    def fields_of(happened: object) -> Fields:
        assert isinstance(happened, event)
        return fields(happened)

    return Milestone(event, name, fields_of)


def milestones(*all_of_a_service: Milestone) -> Mapping[type[object], Milestone]:
    """The milestones of a service by the type of their event. A subclass of an event is another event."""
    return {milestone.event: milestone for milestone in all_of_a_service}
