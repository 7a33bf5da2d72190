"""What the pages about rules call things in Dutch."""

from collections.abc import Mapping
from typing import NamedTuple

from attendance.rules.domain.rule import RuleMode
from attendance.web.early.words import NAMES

MODES: Mapping[RuleMode, str] = {
    RuleMode.ACTIVE: "geldt",
    RuleMode.SHADOW: "in de schaduw",
    RuleMode.OFF: "uit",
}
MODES_TO_CHOOSE: Mapping[RuleMode, str] = {
    RuleMode.ACTIVE: "geldt: een niveau wordt gemeld",
    RuleMode.SHADOW: "in de schaduw: telt mee op proef, niemand hoort ervan",
    RuleMode.OFF: "uit",
}

UNFIT_LEVELS = "Geef verschillende getallen, van klein naar groot, met een komma ertussen. Zoals 5, 10, 15, 30."
UNFIT_NUMBER = "Geef een getal van {least} tot {most}."
UNFIT_UNTIL = "Dit schooljaar ligt voor het eerste schooljaar."
HOURS_NOT_SAID = "Van deze regel is nog niet gezegd hoeveel lesuren een halve dag heeft. Dat kan alleen met de API."
CODES_NOT_KEPT = (
    "Deze regel telt officiële codes, en die worden hier niet bewaard. Vraag het aan wie het systeem beheert."
)
LOOK_FIRST = "Er is nog niets bewaard. Hieronder staat wat deze getallen zouden doen: kijk eerst, en bewaar dan."
CHANGED_MEANWHILE = (
    "Iemand heeft dit ondertussen gewijzigd. Kijk wat er nu staat, en bewaar opnieuw als u dat nog wilt."
)


class KindWords(NamedTuple):
    """What a kind of early signal is called, when it stands, and what its numbers are."""

    name: str
    about: str
    numbers: Mapping[str, str]


KINDS: Mapping[str, KindWords] = {
    "attendance-drop": KindWords(
        NAMES["attendance-drop"].capitalize(),
        "De leerling is de laatste tijd minder aanwezig dan ervoor.",
        {
            "window_half_days": "Over hoeveel laatste halve dagen met les?",
            "baseline_half_days": "Hoeveel opgehelderde halve dagen zijn ervoor nodig om mee te vergelijken?",
            "points": "Hoeveel procentpunten lager?",
        },
    ),
    "same-half-day": KindWords(
        NAMES["same-half-day"].capitalize(),
        "De problematische halve dagen liggen op één halve dag van de week, zoals vrijdagnamiddag.",
        {
            "occurrences": "Over hoeveel laatste keren dat er op die halve dag les was?",
            "absences": "Hoeveel daarvan problematisch afwezig?",
            "share_percent": "Hoeveel procent van alle problematische halve dagen sindsdien?",
        },
    ),
    "unresolved-marks": KindWords(
        NAMES["unresolved-marks"].capitalize(),
        "De school zegt te lang niet wat er met een halve dag was.",
        {"days": "Na hoeveel kalenderdagen?"},
    ),
    "repeated-lateness": KindWords(
        NAMES["repeated-lateness"].capitalize(),
        "De leerling komt vaak te laat. Te laat is aanwezig, en geen spijbelen.",
        {
            "window_half_days": "Over hoeveel laatste halve dagen met les?",
            "times": "Hoeveel daarvan te laat?",
        },
    ),
    "toddler-at-risk": KindWords(
        NAMES["toddler-at-risk"].capitalize(),
        "Zoals het nu gaat, haalt de kleuter het aantal halve dagen niet dat voor de leeftijd nodig is.",
        {"after_half_days": "Vanaf hoeveel halve dagen met les is dat te zeggen?"},
    ),
}
