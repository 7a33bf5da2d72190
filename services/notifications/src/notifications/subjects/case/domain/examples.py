"""An invented case, to try texts with."""

from collections.abc import Mapping
from datetime import date

from notifications.domain.labels import CounsellorLabel, MissedHalfDay, PupilLabel, SchoolLabel
from notifications.domain.telling import Naming
from notifications.subjects.case.domain.vocabulary import CaseWord
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

SCHOOL = SchoolLabel("123456", "Atheneum Voorbeeld")
NAMES = {Naming.FULL: "Noor Voorbeeld", Naming.FIRST: "Noor"}


def examples(naming: Naming) -> Mapping[str, object]:
    """The fields of the views of a case."""
    return {
        "reference": "SP-2026-000123",
        "school": SCHOOL,
        "link": "https://leerplicht.voorbeeld.example/dossiers/SP-2026-000123",
        "pupil": PupilLabel(NAMES.get(naming), None if naming in NAMES else "7654321", SCHOOL),
        "class_name": "3A",
        "count": 10,
        "half_days": (
            MissedHalfDay(date(2026, 10, 5), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 5), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 6), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 8), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 9), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 9), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 12), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 12), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 13), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 15), HalfDay.PM),
        ),
        "counsellor": CounsellorLabel("An Leerkracht", "an.leerkracht@atheneum.example"),
        "school_year": "2026-2027",
        "level": 10,
        "is_new_year": False,
        "missing": Role.CLB,
        "receiver": Role.CLB,
        "due_on": date(2026, 10, 19),
        "status": CaseWord.CLOSED,
    }
