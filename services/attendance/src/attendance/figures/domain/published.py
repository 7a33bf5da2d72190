"""The figures that attendance publishes: the numbers of its pages, as far as these show them, and nothing beside."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attendance.figures.domain.figures import PUBLISHED_LEVELS, WeekRate
from attendance.figures.domain.participation import MUNICIPALITY, Participation
from attendance.figures.domain.social_mix import SocialMix
from attendance.figures.domain.together import MonthTogether
from shared.domain.published_figures import FigureValue, of_groups
from shared.domain.small_cells import shown


def pupils_of_schools(mixes: Mapping[str, SocialMix]) -> Iterator[FigureValue]:
    """The pupils of each school, by level of education; `mixes` are those of each level. There is no total."""
    for level, mix in mixes.items():
        for school in mix.schools:
            if school.school is not None:
                yield of_groups(school.pupils, school=school.school, level_of_education=level)


def pupils_at_levels(months: Sequence[MonthTogether]) -> Iterator[FigureValue]:
    """All pupils of compulsory age, and those with at least 5, 10, 15 and 30 problematic half days, so far."""
    if not months:
        return
    pupils, *reached = months[-1].nested
    yield of_groups(pupils)
    for level, number in zip(PUBLISHED_LEVELS, reached, strict=True):
        yield of_groups(number, at_least=str(level))


def attendance_rates(weeks: Iterable[WeekRate], smallest: int) -> Iterator[FigureValue]:
    """The share of half days attended, 0 to 1, of all schools and of each; of the weeks that are shown alone."""
    of_school: dict[str | None, dict[str, list[WeekRate]]] = defaultdict(lambda: defaultdict(list))
    for week in weeks:
        for school in (None, week.school):
            of_school[school][week.week].append(week)
    for school, by_week in of_school.items():
        rate = _rate(by_week.values(), smallest)
        yield of_groups(rate) if school is None else of_groups(rate, school=school)


def _rate(weeks: Iterable[Sequence[WeekRate]], smallest: int) -> float | None:
    seen = [
        week
        for together in weeks
        if shown(sum(week.planned.pupils for week in together), smallest) is not None
        for week in together
    ]
    resolved = sum(week.planned.half_days - week.unknown for week in seen)
    return None if resolved <= 0 else round(1 - sum(week.absent for week in seen) / resolved, 3)


def toddlers_by_age(participations: Iterable[Participation]) -> Iterator[FigureValue]:
    """The toddlers of the municipality by age, and how many of them are present as often as they have to be."""
    for item in participations:
        if item.school is not MUNICIPALITY:
            continue
        yield of_groups(item.toddlers, age=item.age)
        yield of_groups(item.reached, age=item.age, participation="reached")
        yield of_groups(item.if_accepted, age=item.age, participation="if-accepted")
        yield of_groups(item.not_reached, age=item.age, participation="not-reached")
