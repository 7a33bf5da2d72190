"""The parameter `school_year`."""

from typing import Annotated

from fastapi import Query

SchoolYearAsked = Annotated[
    str | None,
    Query(
        examples=["2026-2027"],
        description="School year; the running one when absent",
        json_schema_extra={"pattern": "^[0-9]{4}-[0-9]{4}$"},
    ),
]
