"""A plot read again by independent code: what its axis says, and where it would have to have what a file has."""

import csv
import re
from io import StringIO
from xml.etree import ElementTree as ET

FIGURE = r'<figure class="beside" role="group" aria-labelledby="cijfer-([a-z0-9-]+)">(.*?)</figure>'
SVG = re.compile(r'<svg class="plot".*?</svg>', re.DOTALL)
NEAR = 0.05
"""How far a place may be off, of the 360 units that a plot is wide."""


def rows_of(content: bytes) -> list[list[str]]:
    """A file as a spreadsheet in Belgium reads it, its heading first."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def plots_of(html: str) -> dict[str, "Drawing"]:
    """The plots of a page, by the name of their table."""
    parts = {name: SVG.search(part) for name, part in re.findall(FIGURE, html, re.DOTALL)}
    return {name: Drawing(found[0]) for name, found in parts.items() if found}


def in_file(text: str) -> float | None:
    """A number as a file has it; None for what is left out or is no number."""
    return float(text.replace(",", ".")) if re.fullmatch(r"-?[0-9]+(,[0-9]+)?", text) else None


def in_plot(text: str) -> float:
    """A number as an axis has it, such as `1.250`, `95 %`."""
    return float(text.split("\u00a0")[0].replace(".", "").replace(",", "."))


class Drawing:
    """What is drawn, without knowing how it was made."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)
        self.texts = [
            (node.get("class"), float(node.get("x", "")), float(node.get("y", "")), node.text or "")
            for node in self.root.iter("text")
        ]

    def of_class(self, name: str) -> list[tuple[float, float, str]]:
        return [(x, y, text) for kind, x, y, text in self.texts if kind == name]

    def bars(self, series: int) -> list[dict[str, float]]:
        return [
            {side: float(node.get(side, "")) for side in ("x", "y", "width", "height")}
            for node in self.root.iter("rect")
            if node.get("class") == f"bar series-{series}"
        ]

    def points(self, series: int) -> list[tuple[float, float]]:
        places = [
            re.fullmatch(r"translate\(([0-9.]+) ([0-9.]+)\)", node.get("transform", ""))
            for node in self.root.iter("g")
            if node.get("class") == f"point series-{series}"
        ]
        return [(float(place[1]), float(place[2])) for place in places if place]

    def along(self, axis: str) -> "Scale":
        """The scale of an axis, by its first and last label alone."""
        ticks = self.of_class("tick-x" if axis == "x" else "tick-y")
        at = 0 if axis == "x" else 1
        (first, last) = (min(ticks, key=lambda tick: tick[at]), max(ticks, key=lambda tick: tick[at]))
        return Scale(first[at], in_plot(first[2]), last[at], in_plot(last[2]))


class Scale:
    """From a number to a place, given two of both."""

    def __init__(self, place: float, number: float, other_place: float, other: float) -> None:
        self.place, self.number = place, number
        self.per = (other_place - place) / (other - number)

    def __call__(self, number: float) -> float:
        return self.place + (number - self.number) * self.per


def assert_bars(drawing: Drawing, rows: list[tuple[str, list[str]]]) -> int:
    """That there is a bar for each number of the file that is none or more, and none else; how many were compared.

    A row is its label, with the cells of the file that are drawn.
    """
    scale = drawing.along("x")
    labels = drawing.of_class("label")
    assert [text.removesuffix("…") for _, _, text in labels] == [
        label[: len(text.removesuffix("…"))] for (label, _), (_, _, text) in zip(rows, labels, strict=True)
    ]
    below = [*[y for _, y, _ in labels[1:]], float("inf")]
    compared = 0
    for series in range(len(rows[0][1])):
        bars = drawing.bars(series)
        wanted = [(place, number) for place, (_, cells) in enumerate(rows) if (number := in_file(cells[series]))]
        assert len(bars) == len(wanted)
        for bar, (place, number) in zip(bars, wanted, strict=True):
            assert abs(bar["x"] - scale(0)) < NEAR
            assert abs(bar["x"] + bar["width"] - scale(number)) < NEAR
            assert labels[place][1] < bar["y"] < below[place]
            compared += 1
    return compared


def assert_lines(drawing: Drawing, rows: list[tuple[str, list[str]]], short: dict[str, str]) -> int:
    """That there is a point for each number of the file, and none else; how many were compared.

    `short` is what the axis calls a row. Rows between two labels of the axis stand evenly between these.
    """
    scale = drawing.along("y")
    at = {text: x for x, _, text in drawing.of_class("tick-x")}
    named = [(place, at[short[label]]) for place, (label, _) in enumerate(rows) if short[label] in at]
    assert len(named) == len(at)
    apart = (named[-1][1] - named[0][1]) / (named[-1][0] - named[0][0]) if len(named) > 1 else 0
    compared = 0
    for series in range(len(rows[0][1])):
        wanted = [
            (named[0][1] + (place - named[0][0]) * apart, scale(number))
            for place, (_, cells) in enumerate(rows)
            if (number := in_file(cells[series])) is not None
        ]
        points = drawing.points(series)
        assert len(points) == len(wanted)
        for (x, y), (wanted_x, wanted_y) in zip(points, wanted, strict=True):
            assert abs(x - wanted_x) < NEAR
            assert abs(y - wanted_y) < NEAR
            compared += 1
    return compared
