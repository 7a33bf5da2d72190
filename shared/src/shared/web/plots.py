"""Figures as people read them: a table of numbers, and where each of them stands in a plot beside it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

WIDTH = 360
"""Of every plot, in units of its own. The text has 12 of them, and a phone shows a plot nearly as large as it is."""

_OF_ONE = {"dagen": "dag"}
_TICKS = 5
_LABEL_AT_LEAST = 34
_MOST_LETTERS = 50

# Bars lie, so that what each of them stands for has a line of its own.
_BAR, _BAR_GAP, _LABEL, _ROW_GAP = 12, 2, 16, 10
_BARS_FROM, _BARS_UNTIL = 2, 304
_AXIS = 22

_LINES_FROM, _LINES_UNTIL, _LINES_TOP, _LINES_BOTTOM = 44, 346, 12, 190


class Absent(StrEnum):
    """What stands in the place of a number."""

    FEW = "weinig"
    """It is of a few cases or pupils only, or would give such a number away."""
    NONE = "–"
    """There is no such number."""


Value = float | Absent


class Shape(StrEnum):
    """How numbers are drawn: bars from zero, a row each, or lines through the rows."""

    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers. `unit` stands behind each number of the axis; `is_drawn` is whether the plot has it."""

    heading: str
    is_drawn: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of numbers, one for each column. `short` is what the axis of a plot with lines calls it."""

    label: str
    values: tuple[Value, ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of numbers with its plot. `name` is a slug, of the table among those of its page.

    `from_zero` is whether the axis of lines begins at zero; that of bars always does.
    """

    name: str
    title: str
    of: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    shape: Shape = Shape.BARS
    from_zero: bool = True

    @property
    def series(self) -> tuple[Column, ...]:
        """The columns that are drawn."""
        return tuple(column for column in self.columns if column.is_drawn)

    def drawn(self, row: Row) -> tuple[Value, ...]:
        """The numbers of a row that are drawn."""
        return tuple(value for column, value in zip(self.columns, row.values, strict=True) if column.is_drawn)

    @property
    def plot(self) -> "Plot | None":
        """Where everything stands; None where no number is drawn."""
        shown = [value for row in self.rows for value in self.drawn(row) if not isinstance(value, Absent)]
        if not shown:
            return None
        return _bars(self, max(shown)) if self.shape is Shape.BARS else _lines(self, min(shown), max(shown))


@dataclass(frozen=True, slots=True)
class Text:
    """A text at a place."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series, 0 being the first."""

    series: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a series."""

    series: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """Where everything of a plot stands, in units of its own, from its upper left corner.

    `ticks` are the numbers of the axis, `labels` the names of rows, `said` the numbers beside bars. `lines` are runs of
    points; a number that is left out ends a run.
    """

    shape: Shape
    height: float
    ticks: tuple[Text, ...]
    labels: tuple[Text, ...]
    said: tuple[Text, ...] = ()
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    lines: tuple[tuple[Point, ...], ...] = ()
    width: int = field(default=WIDTH)


def number(value: Value, unit: str = "") -> str:
    """`1.234,5`, `95,3 %`, `1 dag` or what stands in its place."""
    if isinstance(value, Absent):
        return value.value
    written = f"{value:,.1f}".removesuffix(".0")
    written = written.replace(",", "\0").replace(".", ",").replace("\0", ".")
    said_unit = _OF_ONE.get(unit, unit) if value == 1 else unit
    return f"{written}\u00a0{said_unit}" if unit else written


def axis(low: float, high: float) -> list[float]:
    """At most seven round numbers, evenly apart, from `low` or lower to `high` or higher."""
    apart = max(high - low, 1) / (_TICKS - 1)
    size = 10.0 ** math.floor(math.log10(apart))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= apart)
    step = max(step, 1.0)
    first = math.floor(low / step)
    return [number * step for number in range(first, max(math.ceil(high / step), first + 1) + 1)]


def _bars(numbers: Numbers, highest: float) -> Plot:
    values = axis(0, highest)
    scale = (_BARS_UNTIL - _BARS_FROM) / values[-1]
    unit = numbers.series[0].unit
    labels, said, bars = [], [], []
    y = 0.0
    for row in numbers.rows:
        labels.append(Text(_BARS_FROM, y + 12, _cut(row.label)))
        y += _LABEL
        for series, value in enumerate(numbers.drawn(row)):
            length = 0.0 if isinstance(value, Absent) else round(value * scale, 2)
            if length:
                bars.append(Bar(series, _BARS_FROM, y, length, _BAR))
            said.append(Text(_BARS_FROM + length + 4, y + 10, number(value, unit)))
            y += _BAR + _BAR_GAP
        y += _ROW_GAP
    ticks = tuple(Text(round(_BARS_FROM + value * scale, 2), y + 12, number(value)) for value in values)
    return Plot(Shape.BARS, y + _AXIS, ticks, tuple(labels), said=tuple(said), bars=tuple(bars))


def _lines(numbers: Numbers, lowest: float, highest: float) -> Plot:
    values = axis(0 if numbers.from_zero else lowest, highest)
    scale = (_LINES_BOTTOM - _LINES_TOP) / (values[-1] - values[0])
    unit = numbers.series[0].unit

    def height(value: float) -> float:
        return round(_LINES_BOTTOM - (value - values[0]) * scale, 2)

    xs = list(_places(len(numbers.rows)))
    every = max(1, math.ceil(_LABEL_AT_LEAST * len(xs) / (_LINES_UNTIL - _LINES_FROM)))
    labels = [Text(x, _LINES_BOTTOM + 18, row.short) for x, row in list(zip(xs, numbers.rows, strict=True))[::every]]
    points: list[Point] = []
    lines: list[tuple[Point, ...]] = []
    for series in range(len(numbers.series)):
        line = [(x, numbers.drawn(row)[series]) for x, row in zip(xs, numbers.rows, strict=True)]
        for is_absent, run in groupby(line, key=lambda place: isinstance(place[1], Absent)):
            if not is_absent:
                shown = tuple(Point(series, x, height(value)) for x, value in run if not isinstance(value, Absent))
                points += shown
                lines.append(shown)
    ticks = tuple(Text(_LINES_FROM, height(value), number(value, unit)) for value in values)
    return Plot(Shape.LINES, _LINES_BOTTOM + _AXIS, ticks, tuple(labels), points=tuple(points), lines=tuple(lines))


def _places(rows: int) -> Iterator[float]:
    """Where rows stand beside each other; a single row in the middle."""
    first, last = _LINES_FROM + 12, _LINES_UNTIL - 12
    for place in range(rows):
        yield (first + last) / 2 if rows == 1 else round(first + place * (last - first) / (rows - 1), 2)


def _cut(label: str) -> str:
    """What fits in a line; the table has all of it."""
    return label if len(label) <= _MOST_LETTERS else f"{label[: _MOST_LETTERS - 1]}…"


def percent(share: float | None, *, is_left_out: bool = False) -> Value:
    """A share, 0 to 1, as a percentage with one decimal."""
    if share is None:
        return Absent.FEW if is_left_out else Absent.NONE
    return round(100 * share, 1)


def cells(values: Sequence[int | None]) -> tuple[Value, ...]:
    """Numbers that are shown or left out for being small."""
    return tuple(Absent.FEW if value is None else value for value in values)
