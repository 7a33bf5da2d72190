"""An invented session, to try texts with."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from notifications.domain.labels import Appointment
from notifications.domain.telling import Naming

_BRUSSELS = ZoneInfo("Europe/Brussels")
_ADDRESS = "https://leerplicht.voorbeeld.example"
_BODY, _SESSION = "00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"


def examples(_: Naming) -> Mapping[str, object]:
    """The fields of the view of a session."""
    return {
        "body": "Onderwijsraad",
        "link": f"{_ADDRESS}/overlegorganen/{_BODY}/zittingen/{_SESSION}",
        "appointment": Appointment(_at(15, 19), _at(15, 21), "Stadhuis, raadzaal"),
        "before": Appointment(_at(14, 19), _at(14, 21), "Stadhuis, raadzaal"),
    }


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=_BRUSSELS)
