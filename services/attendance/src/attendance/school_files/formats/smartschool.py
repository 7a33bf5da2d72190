"""Smartschool's answers about absences (`getAbsents…`), as JSON: of one pupil by date, or of one date by pupil.

A half day is a code, an object with the code and the platform's own word for it (`…WithAlias…`), or null for no school.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from attendance.files.json_entries import JsonEntry, json_entries
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions, line_of
from shared.contracts.vocabulary import Package
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

_HALF_DAYS = {"am": HalfDay.AM, "pm": HalfDay.PM}
_CODES = ("code", "officialcode")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# Day and time at which a past pupil's account was closed, before the name: 20240916_104204_….
_PAST_PUPIL = re.compile(r"[0-9]{8}_[0-9]{6}_", re.ASCII)
_LETTER = r"[^\W\d_]"
# Three letters in a row, letters on both sides of what stands between a given and a family name, or no digit at all.
_NAME = re.compile(rf"{_LETTER}{{3}}|{_LETTER}[ ._'-]+{_LETTER}|^\D*{_LETTER}\D*$")


def read_smartschool(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """A half day a line, numbered by its entry; raises InvalidField when the file is not of this format, or of `pupil`
    or `date`.

    One of the two has to be given: the pupil when the file's keys are dates, the date when they are pupils. A past
    pupil, and a pupil who goes by a name there instead of a number, is left out.
    """
    school = instructions.the_school()
    if (instructions.pupil is None) == (instructions.date is None):
        raise InvalidField("pupil", "Give pupil= for a file of one pupil, or date= for one of a day, and not both")
    for entry in json_entries(stream):
        if instructions.date and _DATE.fullmatch(entry.name):
            raise InvalidField("date", "Is not for this file, whose keys are dates; give the pupil= it is of")
        if instructions.date and _is_no_register_number(entry.name):
            yield FileLine(entry.number, left_out=True)
            continue
        mark = {
            "school": school,
            "pupil": instructions.pupil or entry.name,
            "date": instructions.date or entry.name,
            "package": Package.SMARTSCHOOL,
            "recorded_at": instructions.recorded_at,
        }
        yield from _lines(entry, mark, instructions)


def _is_no_register_number(key: str) -> bool:
    return bool(_PAST_PUPIL.match(key) or _NAME.search(key))


def _lines(entry: JsonEntry, mark: dict[str, Any], instructions: Instructions) -> Iterator[FileLine]:
    day = entry.value
    if day is None:
        return
    if entry.repeats:
        yield FileLine.refused_for(entry.number, "has a name more than once")
    elif not isinstance(day, dict) or day.keys().isdisjoint(_HALF_DAYS):
        yield FileLine.refused_for(entry.number, "am, pm: Is required")
    else:
        for name, half_day in _HALF_DAYS.items():
            if day.get(name) is not None:
                codes = _codes(day[name])
                if len(codes) != 1:
                    yield FileLine.refused_for(entry.number, f"{name}: Should have one code")
                elif codes[0] is not None:
                    yield line_of(entry.number, (half_day,), mark | {"code": codes[0]}, instructions=instructions)


def _codes(half_day: object) -> list[object]:
    """The codes of a half day; a well-formed half day has a single code. The code is None for no school."""
    if not isinstance(half_day, dict):
        return [half_day]
    return [half_day[name] for name in _CODES if name in half_day]


FORMAT = MarksFormat(
    "smartschool",
    "Smartschool's absences as JSON, of one pupil (with `pupil`) or one day (`date`)",
    read_smartschool,
)
