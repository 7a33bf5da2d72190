"""Figures as a file for a spreadsheet, in the words of the page."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from starlette.responses import Response

from casework.domain.figures import Figure, Grouping
from casework.words.nl import Dutch
from shared.domain.small_cells import Cell
from shared.runtime.http.csv_answer import CSV

FEW = "weinig"
"""What stands in the place of a number that is left out."""

_WITHOUT = {Grouping.SCHOOL: "zonder school", Grouping.TEAM: "zonder team"}
_MEASURES = {"cases": "dossiers", "open": "open", "withdrawn": "ingetrokken", "reopened": "heropend"}


def group_in_words(by: Grouping, key: str | None, dutch: Dutch, *, school_names: Mapping[str, str]) -> str:
    """What a group is called. Schools with the same name are told apart by their numbers."""
    if key is None:
        return _WITHOUT.get(by, "–")
    if by is Grouping.SCHOOL:
        return f"{school_names[key]} ({key})" if key in school_names else key
    return dutch.word("case_type", key) if by is Grouping.CASE_TYPE else key


def figures_file(
    items: Sequence[Figure],
    by: Grouping,
    *,
    name: str,
    dutch: Dutch,
    headers: Mapping[str, str],
    school_names: Mapping[str, str],
) -> Response:
    """A row for each number, as spreadsheets in Belgium read them: semicolons, decimal commas, UTF-8 with a mark."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    grouping = dutch.word("grouping", by)
    writer.writerow([grouping, "cijfer", "aantal", "de helft binnen (dagen)", "negen op tien binnen (dagen)"])
    for item in items:
        group = group_in_words(by, item.key, dutch, school_names=school_names)
        writer.writerows([group, *row] for row in _rows(item, dutch))
    disposition = f'attachment; filename="{name}.csv"'
    content = text.getvalue().encode("utf-8-sig")
    return Response(content, media_type=CSV, headers={**headers, "Content-Disposition": disposition})


def _rows(item: Figure, dutch: Dutch) -> Iterator[list[str]]:
    for measure, words in _MEASURES.items():
        yield [words, _number(getattr(item, measure)), "", ""]
    for outcome, cell in item.outcomes.items():
        yield [f"afloop: {dutch.word('outcome', outcome)}", _number(cell), "", ""]
    for hop, figure in item.hops.items():
        days = (figure.median, figure.p90)
        yield [dutch.word("hop", hop), _number(figure.cases), *map(_days, days)]


def _number(cell: Cell) -> str:
    return FEW if cell is None else str(cell)


def _days(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")
