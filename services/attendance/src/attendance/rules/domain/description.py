"""The form of a rule in words and numbers, as packs and the database keep it: what differs from the plain count."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.rules.domain.form import PLAIN, AfterReaching, Form, HoursPerHalfDay, Unit, Window, WindowKind

Description = dict[str, Any]


def described(form: Form) -> Description:
    """What JSON can hold of a form; `form_of` reads it."""
    plain = _whole(PLAIN)
    return {name: value for name, value in _whole(form).items() if value != plain[name]}


def form_of(description: Mapping[str, Any]) -> Form:
    """The described form. Raises InvalidField for an impossible form, KeyError or ValueError for no description."""
    fields: dict[str, Any] = {name: _READ[name](value) for name, value in description.items()}
    return Form(**fields)


def _whole(form: Form) -> Description:
    window = {"kind": form.window.kind.value, "weeks": form.window.weeks, "spans": form.window.spans_school_years}
    return {
        "statuses": sorted(status.value for status in form.statuses),
        "codes": sorted(form.codes),
        "unit": form.unit.value,
        "hours": form.hours and [str(form.hours.am), str(form.hours.pm)],
        "window": {name: value for name, value in window.items() if value},
        "after": form.after.value,
        "applies_to": sorted(level.value for level in form.applies_to),
    }


def _hours(hours_written: list[str] | None) -> HoursPerHalfDay | None:
    return None if hours_written is None else HoursPerHalfDay(*(Decimal(hours) for hours in hours_written))


def _window(description: Mapping[str, Any]) -> Window:
    return Window(WindowKind(description["kind"]), description.get("weeks"), description.get("spans", False))


_READ: dict[str, Callable[[Any], object]] = {
    "statuses": lambda statuses: frozenset(map(Status, statuses)),
    "codes": frozenset,
    "unit": Unit,
    "hours": _hours,
    "window": _window,
    "after": AfterReaching,
    "applies_to": lambda levels: frozenset(map(EducationLevel, levels)),
}
