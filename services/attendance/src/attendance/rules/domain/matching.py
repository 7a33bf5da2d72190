"""Gives each occurrence its standing signal, so that order never matters and corrections withdraw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from attendance.rules.domain.form import Form
from attendance.rules.domain.occurrences import Occurrence
from attendance.rules.domain.signal import Signal
from shared.domain.half_days import HalfDay


@dataclass(frozen=True, slots=True)
class Matching:
    """New occurrences, by date and lowest level first, and signals without an occurrence, highest level first."""

    new: tuple[Occurrence, ...]
    lost: tuple[Signal, ...]


def match(form: Form, occurrences: Sequence[Occurrence], standing: Iterable[Signal]) -> Matching:
    """Give each occurrence at most one of a rule's standing signals, and each signal at most one occurrence.

    A signal stays with an occurrence of its level that was reached on its day. Of several occurrences, the occurrence
    with the most half days in common keeps the signal. Where a level is reached at most once in a school year, that
    year's signal stays whatever the day. So what stands never depends on the order in which half days became known.
    """
    signals = sorted(standing, key=lambda signal: signal.signal_id)
    pairs = sorted(
        (-_half_days_in_common(occurrence, signal), place, number)
        for (place, occurrence), (number, signal) in product(enumerate(occurrences), enumerate(signals))
        if _same_level(occurrence, signal)
        and (form.counts_on_over_the_year or occurrence.reached_on == signal.reached_on)
    )
    signal_of: dict[int, int] = {}
    for _, place, number in pairs:
        if place not in signal_of and number not in signal_of.values():
            signal_of[place] = number
    return Matching(
        new=tuple(occurrence for place, occurrence in enumerate(occurrences) if place not in signal_of),
        lost=tuple(
            sorted(
                (signal for number, signal in enumerate(signals) if number not in signal_of.values()),
                key=lambda signal: (-signal.level, signal.signal_id),
            )
        ),
    )


def _same_level(occurrence: Occurrence, signal: Signal) -> bool:
    return (occurrence.level, occurrence.school_year) == (signal.level, signal.school_year.start)


def _half_days_in_common(occurrence: Occurrence, signal: Signal) -> int:
    slots: set[tuple[date, HalfDay]] = {(day.date, day.half_day) for day in occurrence.half_days}
    return len(slots & {(day.date, day.half_day) for day in signal.half_days})
