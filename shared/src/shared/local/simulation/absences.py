"""What happens to a pupil on a school day: ill, truant, late, away for a good reason, or simply there."""

from collections.abc import Mapping
from random import Random

from shared.domain.half_days import HalfDay
from shared.local.simulation.codes import Meaning
from shared.local.simulation.habits import (
    BEFORE_HOLIDAY,
    GOES_ON,
    ILLNESS_BY_MONTH,
    LONGEST_ILLNESS,
    WHOLE_DAY_TRUANCY,
    Habit,
)
from shared.local.simulation.school_days import SchoolDay

Happenings = Mapping[HalfDay, Meaning]
"""What there is to record; a half day that is not in it was attended."""


class Attendance:
    """One pupil's year, day by day."""

    def __init__(self, habit: Habit, random: Random) -> None:
        self._habit = habit
        self._random = random
        self._ill_days_left = 0
        self._illness = Meaning.ILL_BY_NOTE

    def on(self, day: SchoolDay) -> Happenings:
        """What happens on the next school day. Days have to be asked for in their order."""
        if self._is_ill(day):
            return dict.fromkeys(day.half_days, self._illness)
        truant = self._habit.truant * (BEFORE_HOLIDAY if day.just_before_holiday else 1)
        if self._random.random() < truant * WHOLE_DAY_TRUANCY:
            return dict.fromkeys(day.half_days, Meaning.TRUANT)
        drawn = {half_day: self._half_day(truant * (1 - WHOLE_DAY_TRUANCY)) for half_day in day.half_days}
        return {half_day: meaning for half_day, meaning in drawn.items() if meaning is not None}

    def _is_ill(self, day: SchoolDay) -> bool:
        if self._ill_days_left:
            self._ill_days_left -= 1
            return True
        if self._random.random() >= self._habit.falls_ill * ILLNESS_BY_MONTH.get(day.date.month, 1.0):
            return False
        length = 1
        while length < LONGEST_ILLNESS and self._random.random() < GOES_ON:
            length += 1
        self._ill_days_left = length - 1
        # A note of the parents is enough for three days in a row, a longer illness needs a doctor's certificate.
        self._illness = Meaning.ILL_BY_CERTIFICATE if length > 3 else Meaning.ILL_BY_NOTE
        return True

    def _half_day(self, truant: float) -> Meaning | None:
        chance = self._random.random()
        for meaning, probability in (
            (Meaning.TRUANT, truant),
            (Meaning.PERSONAL, self._habit.excused / 2),
            (Meaning.BY_LAW, self._habit.excused / 2),
            (Meaning.LATE, self._habit.late),
        ):
            if chance < probability:
                return meaning
            chance -= probability
        return None
