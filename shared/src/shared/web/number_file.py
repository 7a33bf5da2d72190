"""Numbers as a file for a spreadsheet."""

import csv
from collections.abc import Mapping
from io import StringIO

from starlette.responses import Response

from shared.runtime.http.csv_answer import CSV
from shared.web.plots import Absent, Numbers, Value


def number_file(numbers: Numbers, name: str, headers: Mapping[str, str]) -> Response:
    """A table as spreadsheets in Belgium read it: semicolons, decimal commas, UTF-8 with a mark; `name` is a slug."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    headings = [f"{column.heading} ({column.unit})" if column.unit else column.heading for column in numbers.columns]
    writer.writerow([numbers.of, *headings])
    writer.writerows([row.label, *map(_cell, row.values)] for row in numbers.rows)
    disposition = f'attachment; filename="{name}.csv"'
    content = text.getvalue().encode("utf-8-sig")
    return Response(content, media_type=CSV, headers={**headers, "Content-Disposition": disposition})


def _cell(value: Value) -> str:
    if isinstance(value, Absent):
        return "" if value is Absent.NONE else value.value
    return f"{value:g}".replace(".", ",")
