"""What a notice of an early signal can say: a text reaches exactly these fields."""

from dataclasses import dataclass
from datetime import date

from notifications.domain.labels import PupilLabel, SchoolLabel


@dataclass(frozen=True, slots=True)
class EarlySignalForSchool:
    """What stands out, for the pupil counsellor; of younger pupils for the care coordinator (*zorgcoördinator*).

    ``pupil_page`` is the link to the pupil's attendance: it has the number in the school's own register.
    """

    pupil: PupilLabel
    class_name: str | None
    school: SchoolLabel
    kind: str | None
    period_from: date
    period_until: date
    pupil_page: str
