"""Answers made of plain values of ours. They are right as they were made, so nothing checks them on their way out.

For long lists alone: to check an item takes longer than to read it from the database. A test compares such an answer
with its model, which the OpenAPI document shows.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Response

from shared.runtime.http.csv_answer import JSON


def ready_json(values: Mapping[str, Any]) -> Response:
    """The values as JSON: with texts as keys, and days, moments, enums and ids as texts."""
    return Response(orjson.dumps(values, default=str), media_type=JSON)
