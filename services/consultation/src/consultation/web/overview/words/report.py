"""What the report on several years says in Dutch."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from consultation.domain.local_time import local_day
from consultation.overview.domain.indicator_values import IndicatorYear, Missing
from consultation.overview.domain.money import Money
from consultation.policy.domain.evaluation import Judgement
from consultation.policy.domain.indicator import IndicatorSource, Measure, SourceKind
from consultation.policy.domain.states import ActionStatus, ObjectiveStatus
from shared.web.words import NO_BREAK

TITLE = "Meerjarenplan flankerend onderwijsbeleid"
UNFIT_YEARS = "Kies een jaar, of hoogstens zes jaren na elkaar, zoals 2026 tot en met 2031."
BASIS = "Een verslag van het lokaal bestuur over het flankerend onderwijsbeleid."
OBJECTIVE_STATUSES: Mapping[ObjectiveStatus, str] = {
    ObjectiveStatus.PROPOSED: "voorgesteld",
    ObjectiveStatus.AGREED: "afgesproken",
    ObjectiveStatus.ENDED: "afgelopen",
    ObjectiveStatus.DROPPED: "geschrapt",
}
ACTION_STATUSES: Mapping[ActionStatus, str] = {
    ActionStatus.PLANNED: "gepland",
    ActionStatus.RUNNING: "loopt",
    ActionStatus.DONE: "klaar",
    ActionStatus.NOT_DONE: "niet gedaan",
}
JUDGEMENTS: Mapping[Judgement, str] = {
    Judgement.WORKS: "werkt",
    Judgement.PARTLY: "werkt gedeeltelijk",
    Judgement.DOES_NOT_WORK: "werkt niet",
    Judgement.TOO_EARLY: "nog te vroeg om te zeggen",
}
MISSING: Mapping[Missing, str] = {
    Missing.SMALL_NUMBER: "niet vermeld, want het is een klein aantal",
    Missing.NOT_PUBLISHED: "nog niet bekend",
    Missing.NOT_ENTERED: "niet ingevuld",
    Missing.NOT_COUNTED: "niet geteld",
}
_MEASURES: Mapping[Measure, str] = {
    Measure.ACTIVITIES: "activiteiten",
    Measure.SESSIONS: "bijeenkomsten",
    Measure.PARTICIPANTS: "deelnemers",
    Measure.HOURS: "uren",
    Measure.PLACES: "plaatsen",
    Measure.HANDED_OUT: "uitgedeeld",
}
_FIGURES = {
    "pupils": "leerlingen per school",
    "pupils-at-level": "leerlingen met problematische afwezigheden",
    "attendance-rate": "aandeel van de halve dagen waarop leerlingen er waren",
    "toddlers": "kleuters",
    "cases": "aantal",
    "trajectories": "trajecten van de jongerencoach",
    "meetings-held": "gehouden overleg",
    "body-sessions-held": "vergaderingen van overlegorganen",
}
_GROUPS = {
    "truancy": "spijbelen",
    "not-enrolled": "niet ingeschreven",
    "dropout-risk": "risico op vroegtijdig schoolverlaten",
    "newcomer": "OKAN",
    "bullying": "pesten",
    "toddler-participation": "kleuterparticipatie",
    "open": "lopend",
    "withdrawn": "ingetrokken",
    "reopened": "heropend",
    "reached": "genoeg aanwezig",
    "if-accepted": "genoeg met aanvaarde afwezigheden",
    "not-reached": "te weinig aanwezig",
}
_SERVICES = {"attendance": "aanwezigheden", "casework": "dossiers", "consultation": "overleg"}
MEMBERS: Mapping[str, tuple[str, str]] = {
    "school": ("school", "scholen"),
    "clb": ("CLB", "CLB’s"),
    "city-service": ("stadsdienst", "stadsdiensten"),
    "partner": ("partner", "partners"),
    "contact": ("persoon", "personen"),
}


def day(value: date) -> str:
    """Such as 5/10/2026."""
    return f"{value.day}/{value.month}/{value.year}"


def number(value: Decimal) -> str:
    """With a decimal comma, and no zeros behind it."""
    return f"{value.normalize():f}".replace(".", ",")


def euro(value: Decimal) -> str:
    """Such as 2.500,00 euro."""
    grouped = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{grouped}{NO_BREAK}euro"


def percent(money: Money) -> str:
    """The part that others pay."""
    return "–" if money.share is None else f"{number((100 * money.share).quantize(Decimal('0.1')))}{NO_BREAK}%"


def members(counts: Mapping[str, int]) -> str:
    """Who sits in a body, by their kind."""
    said = [f"{count}{NO_BREAK}{MEMBERS[kind][0 if count == 1 else 1]}" for kind, count in counts.items()]
    return ", ".join(said) or "nog niemand"


def at_least(members_needed: int) -> str:
    """How many have to be there."""
    return f"minstens {members_needed}{NO_BREAK}{'lid' if members_needed == 1 else 'leden'}"


def _figure(source: IndicatorSource) -> str:
    """A figure as people call it; what is not known here stands as it is published."""
    groups = [_GROUPS.get(name, name) for name in source.group.split("/")] if source.group else []
    return ", ".join([_FIGURES.get(source.figure or "", source.figure or ""), *groups])


def origin(source: IndicatorSource, row: IndicatorYear) -> str:
    """Where a number comes from, and when it was counted."""
    counted = f", geteld op {day(local_day(row.known_at))}" if row.known_at else ""
    if source.kind is SourceKind.ENTERED:
        return f"{row.source} ({day(row.dated)})" if row.source and row.dated else "ingevuld bij de actie"
    if source.kind is SourceKind.FIGURE:
        return f"{_SERVICES.get(source.service or '', source.service)}: {_figure(source)}{counted}"
    if source.measure is not None:
        return f"activiteiten van de actie: {_MEASURES[source.measure]}{counted}"
    return f"aanvragen van scholen{counted}"
