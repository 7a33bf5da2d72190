"""Activities and requests of schools in the years of a report, counted by action, kind and theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from consultation.activities.domain.counts import Counts
from consultation.overview.domain.requests import Requests
from shared.domain.school_year import SchoolYear

MEASURES = ("activities", "sessions", "participants", "places", "hours", "handed_out")
"""What of the counts of activities stands in a report."""

Shown = Mapping[str, float | None]
"""A number, 0 and above, for each of these; None where it is small, or would give a small number away."""


@dataclass(frozen=True, slots=True)
class ActivityTally:
    """What is counted of the activities of a kind in a school year. `action_id` is None for those of no action."""

    action_id: UUID | None
    kind: str
    school_year: SchoolYear
    counts: Counts


@dataclass(frozen=True, slots=True)
class RequestTally:
    """How many requests (1 and more) for offers with a theme were made in a school year, and by which schools."""

    theme: str
    school_year: SchoolYear
    number: int
    schools: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tallies:
    """All activities and requests of a report; numbers of people below `smallest` are left out."""

    activities: Sequence[ActivityTally] = ()
    requests: Sequence[RequestTally] = ()
    smallest: int = 0

    def shown(self, rows: Iterable[ActivityTally]) -> Shown:
        """What these rows come to together: a sum is left out too, where what is small in it is small together."""
        listed = list(rows)
        whole = sum((row.counts for row in listed), Counts())
        left_out = {measure: _small(listed, measure, smallest=self.smallest) for measure in MEASURES}
        return MappingProxyType(
            {
                measure: None if 0 < left_out[measure] < self.smallest else getattr(whole, measure)
                for measure in MEASURES
            }
        )

    @property
    def by_action(self) -> dict[tuple[UUID | None, str], Shown]:
        """What is counted of each action and kind, in all years together."""
        groups: dict[tuple[UUID | None, str], list[ActivityTally]] = {}
        for row in self.activities:
            groups.setdefault((row.action_id, row.kind), []).append(row)
        return {group: self.shown(rows) for group, rows in groups.items()}

    @property
    def by_kind(self) -> dict[str, Shown]:
        """What is counted of each kind, in all years together."""
        groups: dict[str, list[ActivityTally]] = {}
        for row in self.activities:
            groups.setdefault(row.kind, []).append(row)
        return {kind: self.shown(groups[kind]) for kind in sorted(groups)}

    @property
    def by_theme(self) -> dict[str, tuple[int, int]]:
        """How many requests were made for offers with each theme, and by how many schools, in all years together."""
        themes = sorted({row.theme for row in self.requests})
        return {theme: added_up(row for row in self.requests if row.theme == theme) for theme in themes}


def added_up(requests: Iterable[RequestTally]) -> tuple[int, int]:
    """How many requests these are, and by how many schools; a school that asked more often is one."""
    listed = list(requests)
    return sum(row.number for row in listed), len({school for row in listed for school in row.schools})


def requests_by_theme(made: Iterable[Requests], school_year: SchoolYear) -> list[RequestTally]:
    """The requests of a school year by theme."""
    listed = list(made)
    return [
        RequestTally(
            theme,
            school_year,
            sum(row.number for row in listed if row.theme == theme),
            frozenset(row.school for row in listed if row.theme == theme),
        )
        for theme in sorted({row.theme for row in listed})
    ]


def _small(rows: Iterable[ActivityTally], measure: str, *, smallest: int) -> float:
    """What the numbers that are left out come to."""
    counts = [row.counts for row in rows if row.counts.shown(smallest).get(measure, 0) is None]
    return float(sum(getattr(left_out, measure) for left_out in counts))
