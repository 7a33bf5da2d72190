"""Pupils as the school knows them: by name."""

import datetime as dt
from typing import NamedTuple


class NamedPupil(NamedTuple):
    """A pupil with the enrolment of today, else the enrolment that ended last, else the first to begin.

    `name` is None where nobody said it. The other fields are None for a pupil without an enrolment.
    """

    pupil: str
    name: str | None
    class_name: str | None
    valid_from: dt.date | None
    valid_until: dt.date | None
