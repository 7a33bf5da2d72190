"""What the page of a school's calendar says in Dutch."""

from collections.abc import Mapping, Sequence

from attendance.register.domain.local_free_days import Excess
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_calendar import Closure, ClosureKind
from shared.web.words import HALF_DAYS

KINDS: Mapping[ClosureKind, str] = {
    ClosureKind.OPTIONAL_HOLIDAY: "facultatieve verlofdag",
    ClosureKind.STAFF_TRAINING: "pedagogische studiedag",
}

DONE: Mapping[str, str] = {
    "gesloten": "De school is dan gesloten. Meldingen van die halve dagen tellen niet meer mee.",
    "open": "Er is weer les. Meldingen van die halve dagen tellen weer mee.",
}

CHANGED = "Iemand heeft de kalender ondertussen gewijzigd. Er is niets gewijzigd; kijk wat er nu staat."
OUTSIDE = "Deze dag ligt niet in dit schooljaar."
BACKWARDS = "De laatste dag ligt voor de eerste."
NO_LESSONS = "Dan is er al geen les."
TOO_MANY = "Een kalender kan hoogstens 400 gesloten dagen hebben."


def day_in_words(halves: Sequence[HalfDay], closures: Sequence[Closure]) -> str:
    """`les`, `alleen in de voormiddag les`, `geen les: pedagogische studiedag`."""
    if len(halves) == len(WHOLE_DAY):
        said = "les"
    elif halves:
        said = f"alleen in de {HALF_DAYS[halves[0]]} les"
    else:
        said = "geen les"
    reasons = dict.fromkeys(closure_in_words(closure) for closure in closures)
    return f"{said}: {', '.join(reasons)}" if reasons else said


def closure_in_words(closure: Closure) -> str:
    """`studiedag, namiddag, vestigingsplaats 2`: why, and which part of the day and school, if not all of it."""
    parts = [closure.reason]
    if closure.half_day is not None:
        parts.append(HALF_DAYS[closure.half_day])
    if closure.site is not None:
        parts.append(f"vestigingsplaats {closure.site}")
    return ", ".join(parts)


def excess_in_words(excess: Excess) -> str:
    """`12 halve dagen zijn vrij, er mogen er 11 zijn`, for more free half days than a school may take."""
    what = KINDS[excess.kind] if excess.kind else "vrij"
    where = f" op vestigingsplaats {excess.site}" if excess.site else ""
    return f"{excess.taken} halve dagen{where} zijn {what}, er mogen er {excess.allowed} zijn."
