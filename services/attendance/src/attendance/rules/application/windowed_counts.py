"""Rules of any other form: they look at each half day of the persons concerned."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from attendance.register.domain.school_days import SchoolDays
from attendance.rules.domain.findings import Finding, Lost, Reached
from attendance.rules.domain.matching import match
from attendance.rules.domain.occurrences import KnownHalfDay, Occurrence, occurrences
from attendance.rules.domain.rule import LevelRule, marked_with_any
from attendance.rules.domain.rule_book import RuleBook, is_told
from attendance.rules.domain.signal import CountedHalfDay, Signal
from attendance.rules.domain.timetable import ExpectedAt, Timetable
from attendance.unit_of_work import AttendanceUnitOfWork

_MOST_TIMETABLES = 100

_WhereAndWhen = tuple[tuple[ExpectedAt, ...], range]
"""Where somebody is expected, and the school years looked at."""


@dataclass(frozen=True, slots=True)
class PersonsKnown:
    """The half days that may count of each person of a group, and the timetables where a rule needs them."""

    half_days: Mapping[UUID, Sequence[KnownHalfDay]]
    expected: Mapping[UUID, Sequence[ExpectedAt]]
    days: SchoolDays
    _timetables: dict[_WhereAndWhen, Timetable] = field(default_factory=dict)

    def timetable(self, person: UUID, school_years: Iterable[int]) -> Timetable:
        """When this person is expected where, from the first to the last of these school years.

        All rules, and all who are enrolled at a school on the same days, share one timetable: most of the time goes
        into it.
        """
        years = sorted(school_years)
        all_years = range(years[0], years[-1] + 1) if years else range(0)
        asked = tuple(self.expected.get(person, ())), all_years
        if asked not in self._timetables:
            if len(self._timetables) >= _MOST_TIMETABLES:
                self._timetables.clear()
            self._timetables[asked] = Timetable(asked[0], self.days, all_years)
        return self._timetables[asked]

    def occurrences(self, person: UUID, rule: LevelRule, school_years: Collection[int]) -> list[Occurrence]:
        """Where the person reached the rule's levels in these school years."""
        half_days = [half_day for half_day in self.half_days.get(person, ()) if half_day.school_year in school_years]
        return occurrences(rule.form, rule.levels, half_days, timetable=self.timetable(person, school_years))


async def know_persons(
    uow: AttendanceUnitOfWork, persons: Collection[UUID], rules: Collection[LevelRule]
) -> PersonsKnown:
    """Read what these rules, at least one, have to know of these persons."""
    statuses = marked_with_any(rules)
    first = min(rule.valid_from for rule in rules)
    with_levels = any(rule.form.applies_to for rule in rules)
    half_days = await uow.half_days.of_persons(persons, statuses, first, with_levels=with_levels)
    if not any(rule.form.needs_calendar for rule in rules):
        return PersonsKnown(half_days, {}, SchoolDays())
    expected = await uow.half_days.expected(half_days.keys())
    schools = {place.school for places in expected.values() for place in places}
    return PersonsKnown(half_days, expected, SchoolDays(await uow.calendars.own(schools)))


async def windowed_findings(uow: AttendanceUnitOfWork, persons: Collection[UUID], book: RuleBook) -> list[Finding]:
    """What rules that look at each half day come to; nothing is read when there are no such rules."""
    rules = book.windowed
    if not rules:
        return []
    persons_known = await know_persons(uow, persons, rules)
    active, shadow = await uow.signals.standing_of(persons), await uow.shadow_signals.standing_of(persons)
    of_person: dict[UUID, tuple[list[Signal], list[Signal]]] = {person: ([], []) for person in persons}
    for place, signals in enumerate((active, shadow)):
        for signal in signals:
            of_person[signal.person_id][place].append(signal)
    names = sorted({rule.name for rule in rules})
    return [
        finding
        for person in sorted(persons)
        for name in names
        for finding in _of_rule(person, name, book, persons_known=persons_known, standing=of_person[person])
    ]


def _of_rule(
    person: UUID, name: str, book: RuleBook, *, persons_known: PersonsKnown, standing: tuple[list[Signal], list[Signal]]
) -> Iterator[Finding]:
    of_rule = [[signal for signal in signals if signal.rule == name] for signals in standing]
    years = {half_day.school_year for half_day in persons_known.half_days.get(person, ())}
    years |= {signal.school_year.start for signals in of_rule for signal in signals}
    for rule, of_version in book.stretches(name, years):
        if rule.form.is_plain_count or book.is_silent(rule):
            continue
        reached = persons_known.occurrences(person, rule, of_version)
        for shadow, signals in enumerate(of_rule):
            mine = [signal for signal in signals if signal.school_year.start in of_version]
            concluding = reached if is_told(rule) != bool(shadow) else []
            matching = match(rule.form, concluding, mine)
            # First what is new: where a level moved to another day, it holds all the time.
            for occurrence in matching.new:
                yield Reached(person, rule, occurrence)
            for signal in matching.lost:
                yield _lost(rule, signal, persons_known.half_days.get(person, ()), shadow=bool(shadow))


def _lost(rule: LevelRule, signal: Signal, half_days_now: Sequence[KnownHalfDay], *, shadow: bool) -> Lost:
    """What is left of the half days that the signal rests on."""
    slots = {(day.date, day.half_day) for day in signal.half_days}
    left: dict[object, KnownHalfDay] = {}
    for half_day in half_days_now:
        slot = (half_day.date, half_day.half_day)
        if slot in slots and half_day.counts_for(rule.form):
            left.setdefault(slot, half_day)
    half_days = tuple(
        CountedHalfDay(half_day.date, half_day.half_day, half_day.school, half_day.pupil, half_day.event_id)
        for half_day in left.values()
    )
    return Lost(signal, shadow, len(half_days), half_days)
