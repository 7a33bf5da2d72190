"""An invented agenda, to try texts with."""

from collections.abc import Mapping
from datetime import date

from notifications.domain.telling import Naming
from notifications.subjects.policy_agenda.domain.story import CountedCode


def examples(_: Naming) -> Mapping[str, object]:
    """The fields of the view of the agenda."""
    return {
        "counted_on": date(2026, 10, 5),
        "number": 4,
        "late": 1,
        "items": (CountedCode("minutes-not-approved", 1, 1), CountedCode("sessions-to-plan", 3, 0)),
        "link": "https://leerplicht.voorbeeld.example/beleid/agenda",
    }
