"""A room in which meetings can be: how many seats it has, and when it can be used."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, Unpack

from consultation.domain.intervals import Interval, Intervals, intersection, subtraction
from consultation.domain.local_time import local_day
from consultation.domain.places import place_key
from consultation.domain.wanted import BookedRoom
from consultation.domain.weekly_hours import WeeklyHours, hours_on
from consultation.domain.well_formed import is_id, require, require_line

LONGEST_NAME, LONGEST_SITE = 60, 130
"""Together they are a line that calendars and mails show as the place."""
MOST_SEATS = 1000


class ChangedRoom(TypedDict, total=False):
    """What changes of a room; what is left out stays."""

    name: str
    site: str
    seats: int
    weekly: tuple[WeeklyHours, ...]
    organisation_id: str | None
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room (*lokaal*) at a site. `site` is what the place of meetings there is called.

    Without `weekly` hours it can be used in all school hours. `organisation_id` is the organisation that it belongs to.
    Valid from and until, both days included; None is no limit. `version` rises with every change. `closed` is when it
    can't be used as its organisation, or the site where it is, is closed; the room itself does not say so.
    Raises InvalidField naming the field that is not well-formed.
    """

    room_id: str
    name: str
    site: str
    seats: int
    weekly: tuple[WeeklyHours, ...] = ()
    organisation_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    version: int = 1
    closed: Intervals = ()

    def __post_init__(self) -> None:
        require(is_id(self.room_id), "room_id", "is 1 to 64 of A-Z a-z 0-9 . _ -")
        require_line("name", self.name)
        require(len(self.name) <= LONGEST_NAME, "name", f"is longer than {LONGEST_NAME} characters")
        require_line("site", self.site)
        require(len(self.site) <= LONGEST_SITE, "site", f"is longer than {LONGEST_SITE} characters")
        require(1 <= self.seats <= MOST_SEATS, "seats", f"is 1 to {MOST_SEATS}")
        named = self.organisation_id is None or is_id(self.organisation_id)
        require(named, "organisation_id", "is not the id of an organisation")
        in_order = self.valid_from is None or self.valid_until is None or self.valid_from <= self.valid_until
        require(in_order, "valid_until", "is before valid_from")

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.site}, {self.name}"

    @property
    def site_key(self) -> str:
        """The site as it is compared with the place of a meeting."""
        return place_key(self.site) or ""

    @property
    def booked(self) -> BookedRoom:
        """The room as a meeting has it."""
        return BookedRoom(self.room_id, self.place)

    def valid_on(self, day: date) -> bool:
        """Whether there is this room on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def is_called_as(self, other: "Room") -> bool:
        """Whether a reader can't tell the two rooms apart, on a day on which there are both."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        ends = min(self.valid_until or date.max, other.valid_until or date.max)
        return place_key(self.place) == place_key(other.place) and begins <= ends

    def open_in(self, windows: Intervals) -> Intervals:
        """The part of these windows, which lie on one day, in which it can be used."""
        if not windows:
            return windows
        whole = Interval(windows[0].start, windows[-1].end)
        there = intersection(windows, hours_on(local_day(whole.start), self.weekly)) if self.weekly else windows
        closed = [time for time in self.closed if time.overlaps(whole)]
        return subtraction(there, closed) if closed else there

    def can_have(self, time: Interval, *, seats: int) -> bool:
        """Whether so many people can meet there at this time, whatever meetings it has."""
        is_open = any(window.contains(time) for window in self.open_in((time,)))
        return is_open and self.seats >= seats and self.valid_on(local_day(time.start))

    def changed(self, **fields: Unpack[ChangedRoom]) -> "Room":
        """This room with other details; the same room if nothing differs. Raises InvalidField."""
        changed = replace(self, **fields)
        return self if changed == self else replace(changed, version=self.version + 1)
