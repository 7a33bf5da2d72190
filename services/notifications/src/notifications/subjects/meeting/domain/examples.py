"""An invented meeting, to try texts with."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from notifications.domain.labels import Appointment, PupilLabel, SchoolLabel
from notifications.domain.telling import Naming
from notifications.subjects.meeting.domain.views import AgendaLine

_BRUSSELS = ZoneInfo("Europe/Brussels")
_ADDRESS = "https://leerplicht.voorbeeld.example"
SCHOOL = SchoolLabel("123456", "Atheneum Voorbeeld")
NAMES = {Naming.FULL: ("Noor Voorbeeld", "Sam Verzonnen"), Naming.FIRST: ("Noor", "Sam")}
REFERENCES = ("SP-2026-000123", "SP-2026-000124")


def examples(naming: Naming) -> Mapping[str, object]:
    """The fields of the views of a meeting."""
    pupils = tuple(PupilLabel(name, None, SCHOOL) for name in NAMES.get(naming, ()))
    return {
        "references": REFERENCES,
        "school": SCHOOL,
        "link": f"{_ADDRESS}/overleg/00000000-0000-7000-8000-000000000001",
        "pupils": pupils,
        "appointment": Appointment(_at(15, 9, 0), _at(15, 9, 45), "Stadhuis, lokaal 2"),
        "before": Appointment(_at(14, 13, 30), _at(14, 14, 15), "Stadhuis, lokaal 2"),
        "reply": f"{_ADDRESS}/antwoord/voorbeeld",
        "cases": tuple(
            AgendaLine(reference, _at(15, 9, 15 * turn), 15, pupils[turn] if pupils else None)
            for turn, reference in enumerate(REFERENCES)
        ),
        "others": 3,
        "again": False,
    }


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=_BRUSSELS)
