"""The form of a rule as it is sent and answered."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.codes import OFFICIAL_CODES
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.status import Status
from attendance.rules.domain.form import AfterReaching, Form, HoursPerHalfDay, Unit, Window, WindowKind

# What the document says; read is also a number as text. `multipleOf` would have validators refuse 2.55, for rounding.
_HOURS: dict[str, Any] = {"type": "number", "exclusiveMinimum": 0, "maximum": 12, "examples": [4, 2.5]}
Hours = Annotated[Decimal, Field(gt=0, le=12, max_digits=4, decimal_places=2), WithJsonSchema(_HOURS)]


class CountsBody(BaseModel):
    """Which half days count: by status, by official code, or both."""

    model_config = DESCRIBED

    statuses: list[Status] = Field(default_factory=list, max_length=5, examples=[["problematic"]])
    """Statuses, without `present`."""
    codes: list[str] = Field(default_factory=list, max_length=len(OFFICIAL_CODES), examples=[["Z"]])
    """Official codes; needs `FLANKEREND_RETAIN_OFFICIAL_CODES` unless the rule is off."""


class WindowBody(BaseModel):
    """The stretch of time that is counted over."""

    model_config = DESCRIBED

    kind: WindowKind
    """`school-month` is four school weeks, one after the other from the first of the school year on."""
    weeks: int | None = Field(None, strict=True, ge=1, le=53)
    """The number of school weeks of a window of `school-weeks`; holidays do not count."""
    spans_school_years: bool = Field(False, strict=True)
    """Whether school weeks or consecutive half days may go on into the next school year."""


class HoursBody(BaseModel):
    """Lesson hours of a morning and an afternoon, by the school's timetable."""

    model_config = ConfigDict(**DESCRIBED, populate_by_name=True)

    am: Hours = Field(alias="AM")
    """Hours of a morning, with up to two decimals."""
    pm: Hours = Field(alias="PM")
    """Hours of an afternoon, with up to two decimals."""


class FormBody(BaseModel):
    """What a rule looks like; what is left out stays as it is in the newest version."""

    model_config = DESCRIBED

    counts: CountsBody | None = None
    """Which half days count."""
    unit: Unit | None = None
    """What levels are numbers of. `days`: absent on every half day planned that day. `percent`: of what is planned for
    the person in the window."""
    hours: HoursBody | None = None
    """Required when the unit is hours, unless the rule is off."""
    window: WindowBody | None = None
    """Over which stretch of time."""
    after: AfterReaching | None = None
    """What follows once a level is reached."""
    applies_to: list[EducationLevel] | None = Field(None, max_length=3, examples=[["secundair"]])
    """Levels of education, of the enrolment on the day; an empty list is all."""

    def form(self) -> dict[str, Any]:
        """What is said of the form, as fields of it."""
        fields: dict[str, Any] = {}
        if self.counts is not None:
            fields |= {"statuses": frozenset(self.counts.statuses), "codes": frozenset(self.counts.codes)}
        if self.hours is not None:
            fields["hours"] = HoursPerHalfDay(self.hours.am, self.hours.pm)
        if self.window is not None:
            fields["window"] = Window(self.window.kind, self.window.weeks, self.window.spans_school_years)
        if self.applies_to is not None:
            fields["applies_to"] = frozenset(self.applies_to)
        return fields | {name: value for name in ("unit", "after") if (value := getattr(self, name)) is not None}


class FormAnswer(BaseModel):
    """What a rule looks like."""

    model_config = DESCRIBED

    counts: CountsBody
    """Which half days count."""
    unit: Unit
    """What levels are numbers of."""
    hours: dict[str, float] | None = Field(examples=[{"AM": 4, "PM": 2.5}])
    """Lesson hours of a morning and an afternoon; null where hours are not needed or not known."""
    window: WindowBody
    """Over which stretch of time."""
    after: AfterReaching
    """What follows once a level is reached."""
    applies_to: list[EducationLevel]
    """Levels of education; empty for all."""


def answer_of(form: Form) -> dict[str, Any]:
    """The fields of a FormAnswer."""
    hours = form.hours and {"AM": float(form.hours.am), "PM": float(form.hours.pm)}
    window = WindowBody(
        kind=form.window.kind, weeks=form.window.weeks, spans_school_years=form.window.spans_school_years
    )
    return {
        "counts": CountsBody(statuses=sorted(form.statuses), codes=sorted(form.codes)),
        "unit": form.unit,
        "hours": hours,
        "window": window,
        "after": form.after,
        "applies_to": sorted(form.applies_to),
    }
