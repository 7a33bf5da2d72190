"""The figures that casework publishes: the numbers of its pages, as far as these show them, and nothing beside."""

from collections.abc import Iterable, Iterator, Mapping, Set

from casework.domain.figures import Figure
from shared.domain.published_figures import FigureValue, of_groups
from shared.domain.small_cells import Cell, shown_nested


def cases_by_type(figures: Iterable[Figure], discreet: Set[str]) -> Iterator[FigureValue]:
    """Cases by their type, by how they stand and how they ended; how cases of a `discreet` type ended is not told."""
    for item in figures:
        if item.key is None:
            continue
        yield of_groups(item.cases, case_type=item.key)
        for status, number in (("open", item.open), ("withdrawn", item.withdrawn), ("reopened", item.reopened)):
            yield of_groups(number, case_type=item.key, status=status)
        if item.key not in discreet:
            for outcome, number in item.outcomes.items():
                yield of_groups(number, case_type=item.key, outcome=outcome)


def trajectories_by_type(
    figures: Iterable[Figure], trajectories: Mapping[str, int], smallest: int
) -> Iterator[FigureValue]:
    """Cases with a trajectory of a youth coach, by the type of the case."""
    for item in figures:
        if item.key is not None and item.key in trajectories:
            yield of_groups(_beside(item.cases, trajectories[item.key], smallest), case_type=item.key)


def _beside(cases: Cell, trajectories: int, smallest: int) -> Cell:
    """A number of these cases, as it is shown beside how many cases there are; None where that is not shown."""
    return None if cases is None else shown_nested((cases, trajectories), smallest)[1]
