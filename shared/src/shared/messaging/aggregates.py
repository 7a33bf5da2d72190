"""Aggregates collect what happened to them; the unit of work takes their events when it saves them."""

from typing import Protocol, TypeVar

E = TypeVar("E")


class Aggregate(Protocol[E]):
    """Has a list of the domain events that it has collected since it was loaded or made."""

    @property
    def events(self) -> list[E]: ...


def take_events(aggregate: Aggregate[E]) -> list[E]:
    """The events that the aggregate collected, in their order; its own list is empty afterwards."""
    events = list(aggregate.events)
    aggregate.events.clear()
    return events
