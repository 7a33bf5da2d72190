"""What attendance's words are called in Dutch."""

from collections.abc import Mapping

from attendance.figures.domain.participation import AgeGroup
from attendance.pupils.domain.attendance import Provisional
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.status import Status
from attendance.rules.domain.form import Form, Unit, WindowKind
from attendance.rules.domain.rule import LevelRule
from attendance.web.heat_map import Cell, Half, State
from shared.domain.half_days import HalfDay
from shared.web.words import HALF_DAYS

STATES: Mapping[State, str] = {
    State.PROBLEMATIC: "problematisch afwezig",
    State.JUSTIFIED: "gewettigd afwezig",
    State.PRESENT: "aanwezig",
    State.LATE: "te laat",
    State.UNKNOWN: "nog niet opgehelderd",
    State.WAITING: "wacht op een inschrijving",
    State.MISSING: "niets doorgegeven",
    State.AHEAD: "nog te komen",
    State.CLOSED: "geen les",
}

WAITS = "telt nog niet mee: wacht op een antwoord over een hele klas of school"
"""What is said of a half day that a question holds."""

LEVELS_OF_EDUCATION: Mapping[EducationLevel, str] = {
    EducationLevel.KLEUTER: "kleuteronderwijs",
    EducationLevel.LAGER: "lager onderwijs",
    EducationLevel.SECUNDAIR: "secundair onderwijs",
}

PROVISIONAL: Mapping[Provisional, str] = {
    Provisional.MARKS_PENDING: "halve dagen wachten op een inschrijving",
    Provisional.HALF_DAYS_HELD: "halve dagen wachten op een antwoord over een hele klas of school",
    Provisional.FEED_SILENT: "de school gaf halve dagen niet door",
}

NOT_COUNTED: Mapping[str, str] = {
    Verdict.NOT_ENROLLED: "de leerling was toen niet ingeschreven",
    Verdict.OUTSIDE_CALENDAR: "toen was er geen les",
    FinalRejection.AFTER_TODAY: "de dag lag nog in de toekomst",
    FinalRejection.RECORDED_AHEAD: "de school dateerde het in de toekomst",
    FinalRejection.YEAR_NOT_KEPT: "van dat schooljaar wordt niets meer bijgehouden",
}

AGES: Mapping[AgeGroup, str] = {
    AgeGroup.BELOW_3: "jonger dan 3 jaar",
    AgeGroup.THREE: "3 jaar",
    AgeGroup.FOUR: "4 jaar",
    AgeGroup.FIVE: "5 jaar",
    AgeGroup.FROM_6: "6 jaar en ouder",
    AgeGroup.UNKNOWN: "leeftijd niet bekend",
}

REACHED = ("haalt het", "alleen als afwezigheid aanvaard is", "haalt het nog niet")
"""Whether a toddler has the half days that it needs, as columns of a table."""

FIGURES: Mapping[str, str] = {
    "niveaus": "Leerlingen met zoveel problematische halve dagen",
    "aanwezigheid": "Aandeel halve dagen aanwezig",
    "kleuters": "Kleuters die vaak genoeg aanwezig zijn",
    "sociale-mix": "Aandeel leerlingen met het SES-kenmerk",
}
"""What tables of numbers are called, by the name of their file."""

UNFIT_SCHOOL = "Een instellingsnummer heeft zes cijfers."

_STATUSES: Mapping[Status, str] = {
    Status.PROBLEMATIC: "problematische",
    Status.JUSTIFIED: "gewettigde",
    Status.LATE: "te late",
    Status.UNKNOWN: "onopgehelderde",
}
_UNITS: Mapping[Unit, str] = {
    Unit.HALF_DAYS: "halve dagen",
    Unit.HOURS: "lesuren",
    Unit.DAYS: "dagen",
    Unit.PERCENT: "procent van de halve dagen",
}
_WINDOWS: Mapping[WindowKind, str] = {
    WindowKind.SCHOOL_YEAR: "in een schooljaar",
    WindowKind.SCHOOL_MONTH: "in een schoolmaand",
    WindowKind.SCHOOL_WEEKS: "in {weeks} schoolweken na elkaar",
    WindowKind.CONSECUTIVE: "na elkaar",
}


def rule_in_words(rule: LevelRule | None, level: int) -> str:
    """`5 problematische halve dagen in een schooljaar`; nothing but the level for a rule that is not there."""
    return f"{level} {counted_in_words(rule.form)}" if rule else f"niveau {level}"


def counted_in_words(form: Form) -> str:
    """`problematische halve dagen in een schooljaar`."""
    kinds = " of ".join(word for status, word in _STATUSES.items() if status in form.marked_with)
    return f"{kinds} {_UNITS[form.unit]} {_WINDOWS[form.window.kind].format(weeks=form.window.weeks)}"


def day_in_words(cell: Cell) -> str:
    """`aanwezig`, `voormiddag problematisch afwezig, telt mee; namiddag aanwezig`; what a map shows by its colours."""
    open_halves = [half for half in cell.halves if half.state is not State.CLOSED]
    said = [_half_in_words(half) for half in open_halves]
    if len(said) == len(HalfDay) and len(set(said)) == 1:
        return said[0]
    return "; ".join(f"{HALF_DAYS[half.half_day]} {words}" for half, words in zip(open_halves, said, strict=True))


def _half_in_words(half: Half) -> str:
    said = [STATES[half.state], *(["telt mee"] if half.counts else []), *([WAITS] if half.waits else [])]
    return ", ".join(said)
