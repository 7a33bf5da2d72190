"""Figures as CSV (RFC 4180), with the fields of an item as columns."""

import csv
from collections.abc import Sequence
from io import StringIO

from fastapi import Request, Response
from pydantic import BaseModel

from shared.runtime.http import preferred

CSV = "text/csv"
JSON = "application/json"


def wants_csv(request: Request) -> bool:
    """Whether the request's `Accept` likes CSV better than JSON."""
    return preferred(", ".join(request.headers.getlist("accept")), (JSON, CSV)) == CSV


def csv_answer(items: Sequence[BaseModel], kind: type[BaseModel], filename: str) -> Response:
    """A column for each field of `kind`, a row for each item; what is left out is an empty cell."""
    text = StringIO()
    writer = csv.DictWriter(text, list(kind.model_fields))
    writer.writeheader()
    writer.writerows(item.model_dump(mode="json") for item in items)
    disposition = f'attachment; filename="{filename}.csv"'
    return Response(text.getvalue(), media_type=CSV, headers={"Content-Disposition": disposition})
