"""Attendance's figures as tables with a plot."""

from collections.abc import Mapping, Sequence

from attendance.figures.domain.figures import PUBLISHED_LEVELS
from attendance.figures.domain.participation import Participation
from attendance.figures.domain.social_mix import SocialMix
from attendance.figures.domain.together import MonthTogether, WeekTogether
from attendance.web.words import AGES, FIGURES, REACHED
from shared.domain.school_year import SchoolYear
from shared.web.plots import Absent, Column, Numbers, Row, Shape, Value, cells, percent
from shared.web.words import month, short_day, short_month

MUNICIPALITY = "de hele gemeente"


def levels_by_month(months: Sequence[MonthTogether]) -> Numbers:
    """Pupils at each published level, month by month."""
    levels = [Column(f"{level} of meer") for level in PUBLISHED_LEVELS]
    rows = [Row(month(item.month.until), cells(item.nested), short_month(item.month.until)) for item in months]
    return Numbers(
        "niveaus",
        FIGURES["niveaus"],
        "Tot en met",
        (Column("Leerlingen", is_drawn=False), *levels),
        tuple(rows),
        Shape.LINES,
    )


def rate_by_week(weeks: Sequence[WeekTogether]) -> Numbers:
    """The share of half days attended, week by week."""
    rows = [
        Row(
            short_day(week.monday),
            (*cells([week.pupils]), percent(week.rate, is_left_out=week.pupils is None)),
            f"{week.monday.day}/{week.monday.month}",
        )
        for week in weeks
    ]
    columns = (Column("Leerlingen", is_drawn=False), Column("Aanwezig", unit="%"))
    return Numbers(
        "aanwezigheid", FIGURES["aanwezigheid"], "Week van", columns, tuple(rows), Shape.LINES, from_zero=False
    )


def toddlers_by_age(figures: Sequence[Participation], school_year: SchoolYear) -> Numbers:
    """Toddlers with the half days they need by now, and those without, by age."""
    columns = (
        Column("Kleuters", is_drawn=False),
        Column("Aantal nodig", is_drawn=False),
        *map(Column, REACHED),
        Column("Gemiddeld aanwezig", is_drawn=False),
    )
    rows = [Row(AGES[item.age], _toddlers(item, school_year)) for item in figures]
    return Numbers("kleuters", FIGURES["kleuters"], "Leeftijd", columns, tuple(rows))


def _toddlers(item: Participation, school_year: SchoolYear) -> tuple[Value, ...]:
    minimum = item.age.minimum(school_year)
    outcomes = (item.reached, item.if_accepted, item.not_reached)
    decides = minimum is not None or item.age.most_unjustified is not None
    mean = Absent.FEW if item.mean_present is None else item.mean_present
    needed: Value = Absent.NONE if minimum is None else minimum
    return (*cells([item.toddlers]), needed, *(cells(outcomes) if decides else [Absent.NONE] * 3), mean)


def mix_by_school(mix: SocialMix, school_names: Mapping[str, str]) -> Numbers:
    """The share of pupils with the SES characteristic at each school, and in the municipality."""
    columns = (
        Column("Leerlingen", is_drawn=False),
        Column("Met kenmerk", is_drawn=False),
        Column("Zonder", is_drawn=False),
        Column("Niet bekend", is_drawn=False),
        Column("Aandeel met kenmerk", unit="%"),
    )
    rows = []
    for item in (mix.municipality, *mix.schools):
        parts = (item.with_ses, item.without_ses)
        share = percent(item.share, is_left_out=None in parts)
        numbers = cells([item.pupils, *parts, item.unknown])
        rows.append(Row(school_label(item.school, school_names), (*numbers, share)))
    return Numbers("sociale-mix", FIGURES["sociale-mix"], "School", columns, tuple(rows))


def school_label(school: str | None, school_names: Mapping[str, str]) -> str:
    """What a school is called, with its number: schools with the same name are told apart by it."""
    if school is None:
        return MUNICIPALITY
    return f"{school_names[school]} ({school})" if school in school_names else school
