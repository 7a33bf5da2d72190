"""What is typed about somebody's hours: patterns of a week, exceptions, and how much is enough."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from consultation.directory.api.availability_bodies import AvailabilityBody
from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.contact import Contact
from consultation.domain.local_time import BRUSSELS, midnight
from consultation.domain.weekly_hours import WeeklyHours
from consultation.web.directory.words import WRONG_HOURS, said_of
from shared.domain.errors import InvalidField

WEEKDAYS = range(1, 8)
_NUMBERED = re.compile(r"(patroon|uitzondering)-([0-9]{1,3})-", re.ASCII)
_CLOCK = r"(\d{1,2})(?:[:.u](\d{2})(?::(\d{2}))?|u)?"
_STRETCH = re.compile(rf"{_CLOCK}\s*(?:-|–|tot)\s*{_CLOCK}", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:[,;\n]|\ben\b)\s*")
_END_OF_DAY = "24:00"
_NAMES = {"max_meetings_per_day": "hoogstens", "minutes_between_places": "onderweg"}


class HoursForm(BaseModel):
    """The version that was seen; everything else is read by its name."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    version: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: an availability, None where something is wrong; and what is wrong, by field."""

    availability: Availability | None
    errors: Mapping[str, str] = field(default_factory=dict)


def values_of_hours(contact: Contact) -> dict[str, str]:
    """What stands in the form: each pattern and exception, and an empty one of both to add."""
    availability = contact.availability
    patterns = [*_patterns(availability.weekly), {}]
    exceptions = [*map(_exception, availability.exceptions), {}]
    numbered = {
        f"{kind}-{number}-{name}": value
        for kind, fields in (("patroon", patterns), ("uitzondering", exceptions))
        for number, of_one in enumerate(fields)
        for name, value in {"van": "", **of_one}.items()
    }
    counts = {_NAMES[name]: getattr(availability, name) for name in _NAMES}
    return {
        **numbered,
        **{name: str(number) for name, number in counts.items() if number is not None},
        "version": str(contact.version),
    }


def numbers_of(kind: str, values: Mapping[str, str]) -> list[int]:
    """The numbers of the patterns (`patroon`) or exceptions (`uitzondering`) that stand in a form, in order."""
    named = (_NUMBERED.match(name) for name in values)
    return sorted({int(match[2]) for match in named if match and match[1] == kind})


def typed_hours(values: Mapping[str, str]) -> Typed:
    """The availability that was typed."""
    errors: dict[str, str] = {}
    weekly = [entry for number in numbers_of("patroon", values) for entry in _weekly(values, number, errors)]
    exceptions = [_excepted(values, number) for number in numbers_of("uitzondering", values)]
    places = [number for number, body in zip(numbers_of("uitzondering", values), exceptions, strict=True) if body]
    counts = {name: _number(values.get(_NAMES[name], ""), _NAMES[name], errors) for name in _NAMES}
    if errors:
        return Typed(None, errors)
    sent = {"weekly": [entry.body for entry in weekly], "exceptions": [body for body in exceptions if body], **counts}

    def place(loc: tuple[int | str, ...]) -> str:
        match loc:
            case ("weekly", int(index), *rest):
                return weekly[index].field_of(str(rest[0]) if rest else "")
            case ("exceptions", int(index), *rest):
                return f"uitzondering-{places[index]}-{'tot' if rest and rest[0] == 'until' else 'van'}"
            case (str(name), *_):
                return _NAMES.get(name, "")
        return ""

    try:
        return Typed(AvailabilityBody.model_validate(sent).availability())
    except ValidationError as error:
        # What may be a day or a moment has two errors: the first is about the day.
        wrong = reversed(error.errors())
        said = {place(detail["loc"]): said_of(detail["type"], detail.get("ctx", {})) for detail in wrong}
        return Typed(None, said)
    except InvalidField as error:
        loc = tuple(int(part) if part.isdecimal() else part for part in error.field.split("."))
        return Typed(None, {place(loc): WRONG_HOURS.get(str(loc[-1]), WRONG_HOURS["from"])})


@dataclass(frozen=True, slots=True)
class _Entry:
    """Hours of one day of a pattern, as the API takes them."""

    number: int
    body: Mapping[str, Any]

    def field_of(self, name: str) -> str:
        fields = {"valid_from": "van", "valid_until": "tot", "every_weeks": "weken"}
        return f"patroon-{self.number}-{fields.get(name, 'dag' + str(self.body['weekday']))}"


def _weekly(values: Mapping[str, str], number: int, errors: dict[str, str]) -> Iterator[_Entry]:
    start = f"patroon-{number}-"
    weeks = _number(values.get(f"{start}weken", ""), f"{start}weken", errors)
    for weekday in WEEKDAYS:
        name = f"{start}dag{weekday}"
        for part in filter(None, _BETWEEN.split(values.get(name, "").strip())):
            stretch = _STRETCH.fullmatch(part)
            if stretch is None:
                errors[name] = WRONG_HOURS["hours"]
                continue
            clocks = stretch.groups(default="")
            body = {
                "weekday": weekday,
                "from": _clock(clocks[:3]),
                "until": _clock(clocks[3:]),
                "valid_from": values.get(f"{start}van", "").strip() or None,
                "valid_until": values.get(f"{start}tot", "").strip() or None,
                **({} if weeks is None else {"every_weeks": weeks}),
            }
            yield _Entry(number, body)


def _excepted(values: Mapping[str, str], number: int) -> dict[str, Any] | None:
    """An exception as the API takes it; None without a first and a last day. Whole days where no time is typed."""
    start = f"uitzondering-{number}-"
    first, last, at, until = (values.get(f"{start}{name}", "").strip() for name in ("van", "tot", "vanuur", "totuur"))
    if not first and not last:
        return None
    days = {"from": first or last, "until": last or first}
    if at or until:
        days = {"from": _moment(days["from"], at or "00:00"), "until": _moment(days["until"], until or _END_OF_DAY)}
    return {**days, "available": values.get(f"{start}er") == "ja"}


def _moment(day: str, at: str) -> str:
    try:
        on = date.fromisoformat(day)
        if at == _END_OF_DAY:
            return midnight(on + timedelta(days=1)).isoformat()
        return datetime.combine(on, time.fromisoformat(at), BRUSSELS).isoformat()
    except (ValueError, OverflowError):
        return f"{day}T{at}"


def _number(text: str, name: str, errors: dict[str, str]) -> int | None:
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3):
        errors[name] = WRONG_HOURS["number"]
        return None
    return int(typed)


def _clock(parts: Iterable[str]) -> str:
    hour, minute, second = parts
    return f"{hour:0>2}:{minute or '00'}{':' + second if second else ''}"


def _patterns(weekly: Iterable[WeeklyHours]) -> list[dict[str, str]]:
    patterns: dict[tuple[date | None, date | None, int], dict[str, str]] = {}
    for hours in weekly:
        fields = patterns.setdefault((hours.valid_from, hours.valid_until, hours.every_weeks), {})
        if hours.valid_from:
            fields["van"] = hours.valid_from.isoformat()
        if hours.valid_until:
            fields["tot"] = hours.valid_until.isoformat()
        if hours.every_weeks > 1:
            fields["weken"] = str(hours.every_weeks)
        stretch = f"{_written(hours.from_)}-{_written(hours.until)}"
        day = f"dag{hours.weekday}"
        fields[day] = f"{fields[day]}, {stretch}" if day in fields else stretch
    return list(patterns.values())


def _exception(exception: AvailabilityException) -> dict[str, str]:
    fields = {"er": "ja"} if exception.available else {}
    for name, bound in (("van", exception.from_), ("tot", exception.until)):
        if isinstance(bound, datetime):
            local = bound.astimezone(BRUSSELS)
            fields[name], fields[f"{name}uur"] = local.date().isoformat(), _written(local.time())
        else:
            fields[name] = bound.isoformat()
    return fields


def _written(at: time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")
