"""An invented early signal, to try texts with."""

from collections.abc import Mapping
from datetime import date

from notifications.domain.labels import PupilLabel, SchoolLabel
from notifications.domain.telling import Naming

SCHOOL = SchoolLabel("123456", "Atheneum Voorbeeld")
NAMES = {Naming.FULL: "Noor Voorbeeld", Naming.FIRST: "Noor"}


def examples(naming: Naming) -> Mapping[str, object]:
    """The fields of the view of an early signal."""
    return {
        "pupil": PupilLabel(NAMES.get(naming), None if naming in NAMES else "7654321", SCHOOL),
        "class_name": "3A",
        "school": SCHOOL,
        "kind": "same-half-day",
        "period_from": date(2026, 9, 14),
        "period_until": date(2026, 10, 9),
        "pupil_page": "https://leerplicht.voorbeeld.example/leerlingen/123456/7654321",
    }
