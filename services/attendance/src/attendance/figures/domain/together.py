"""Figures of several schools together, as they may be shown beside each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attendance.figures.domain.figures import Month, MonthFigures, WeekRate
from shared.domain.small_cells import Cell, shown, shown_nested


@dataclass(frozen=True, slots=True)
class MonthTogether:
    """A month with all pupils, then those at each published level, as far as they may be shown."""

    month: Month
    nested: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class WeekTogether:
    """The week of `monday` with its pupils and the share of half days attended, 0 to 1.

    Both are None for a week with a few pupils only. The rate is None too where nothing is resolved.
    """

    monday: date
    pupils: Cell
    rate: float | None


def months_together(figures: Iterable[MonthFigures], smallest: int) -> list[MonthTogether]:
    """The months one after the other, over all of these schools and levels of education.

    A small number is left out. So is a number that gives a small one away, beside another number of the month or the
    same number of an earlier month.
    """
    sums: dict[Month, list[int]] = {}
    for item in figures:
        before = sums.setdefault(item.month, [0] * len(item.nested))
        sums[item.month] = [so_far + number for so_far, number in zip(before, item.nested, strict=True)]
    earlier: dict[int, list[int]] = defaultdict(list)
    months = []
    for month in sorted(sums):
        cells = list(shown_nested(sums[month], smallest))
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            if any(shown(abs(cell - number), smallest) is None for number in earlier[place]):
                cells[place] = None
            else:
                earlier[place].append(cell)
        months.append(MonthTogether(month, tuple(cells)))
    return months


def weeks_together(weeks: Iterable[WeekRate], smallest: int) -> list[WeekTogether]:
    """The weeks one after the other, over all of these schools."""
    numbers: dict[date, Counter[str]] = defaultdict(Counter)
    for week in weeks:
        resolved = week.planned.half_days - week.unknown
        numbers[week.monday].update(pupils=week.planned.pupils, resolved=resolved, absent=week.absent)
    return [_week(monday, numbers[monday], smallest) for monday in sorted(numbers)]


def _week(monday: date, number: Counter[str], smallest: int) -> WeekTogether:
    pupils = shown(number["pupils"], smallest)
    if pupils is None or number["resolved"] <= 0:
        return WeekTogether(monday, pupils, None)
    return WeekTogether(monday, pupils, 1 - number["absent"] / number["resolved"])
