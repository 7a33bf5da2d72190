"""Dates and times on the wire: ISO 8601 dates and RFC 3339 times with offset, and nothing else.

pydantic by itself would also read a number of seconds, a time without seconds or a time without offset. The checks run
in pydantic's core, without a call into Python: they are on the path of every mark.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_HOUR_MINUTE = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"

RFC_3339 = rf"^{_DAY}[Tt]{_HOUR_MINUTE}:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-]{_HOUR_MINUTE})$"
"""A time as it is read, and as the schemas say it: checkers of `date-time` differ in what else they let through.

No leap second: `:60` is refused, for no clock of ours could keep it. Whether the month has that day is not in it.
"""

# A day from either end, so that a time can be said in every time zone.
_FIRST = datetime(1, 1, 2, tzinfo=UTC)
_LAST = datetime(9999, 12, 30, tzinfo=UTC)


def _text_then(pattern: str, parsed: CoreSchema) -> CoreSchema:
    return core_schema.chain_schema([core_schema.str_schema(pattern=pattern, strict=True), parsed])


def _from_json_or_python(text: CoreSchema, python_type: CoreSchema, *, error: str, message: str) -> CoreSchema:
    python = core_schema.union_schema([python_type, text], mode="left_to_right")
    read = core_schema.json_or_python_schema(text, python)
    return core_schema.custom_error_schema(read, custom_error_type=error, custom_error_message=message)


class _Date:
    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        text = _text_then(f"^{_DATE}$", core_schema.date_schema())
        message = "Should be an ISO 8601 date such as 2026-10-05"
        return _from_json_or_python(text, core_schema.date_schema(strict=True), error="iso_date", message=message)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date", "examples": ["2026-10-05"]}


class _Time:
    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        aware = core_schema.datetime_schema(tz_constraint="aware", ge=_FIRST, le=_LAST)
        python_type = core_schema.datetime_schema(strict=True, tz_constraint="aware", ge=_FIRST, le=_LAST)
        text = _text_then(RFC_3339, aware)
        message = "Should be an RFC 3339 time with offset such as 2026-10-05T08:52:10+02:00"
        return _from_json_or_python(text, python_type, error="rfc3339_time", message=message)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "format": "date-time",
            "pattern": RFC_3339,
            "examples": ["2026-10-05T08:52:10+02:00"],
        }


IsoDate = Annotated[date, _Date()]
"""A day, ISO 8601 (`2026-10-05`)."""

Time = Annotated[datetime, _Time()]
"""A moment, RFC 3339 with offset (`2026-10-05T08:52:10+02:00`); in Python always aware."""
