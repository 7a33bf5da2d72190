"""Figures about cases as tables with a plot."""

from collections.abc import Sequence

from casework.domain.figures import Figure, Grouping, Hop, HopFigure
from casework.words.nl import Dutch
from shared.web.plots import Absent, Column, Numbers, Row, Value, cells

_DAYS = (
    Column("Dossiers", is_drawn=False),
    Column("De helft binnen", unit="dagen"),
    Column("Negen op tien binnen", unit="dagen"),
)
Groups = Sequence[tuple[str, Figure]]
"""What each group is called, and its figures."""


def over_groups(groups: Groups, by: Grouping, dutch: Dutch) -> list[Numbers]:
    """Groups beside each other: how many cases there are, and how long they wait."""
    grouping = dutch.word("grouping", by)
    columns = (
        Column("Dossiers"),
        Column("Open"),
        Column("Ingetrokken", is_drawn=False),
        Column("Heropend", is_drawn=False),
    )
    how_many = [Row(group, cells((item.cases, item.open, item.withdrawn, item.reopened))) for group, item in groups]
    waits = [
        Numbers(
            f"wachten-{hop}",
            f"Hoelang het duurt {dutch.word('hop', hop)}",
            grouping.capitalize(),
            _DAYS,
            tuple(Row(group, _days(item.hops[hop])) for group, item in groups),
        )
        for hop in (Hop.OPENED_TO_STARTED, Hop.OPENED_TO_MEETING)
    ]
    return [
        Numbers("dossiers", f"Dossiers per {grouping}", grouping.capitalize(), columns, tuple(how_many)),
        *(waits if len(groups) > 1 else ()),
    ]


def of_group(number: int, item: Figure, dutch: Dutch) -> list[Numbers]:
    """A group of its own: how long each step takes, and how cases ended; `number` tells groups of a page apart."""
    steps = tuple(Row(dutch.word("hop", hop), _days(figure)) for hop, figure in item.hops.items())
    ends = tuple(Row(dutch.word("outcome", outcome), cells([cell])) for outcome, cell in item.outcomes.items())
    return [
        Numbers(f"stappen-{number}", "Hoelang het duurt", "Van stap tot stap", _DAYS, steps),
        *([Numbers(f"afloop-{number}", "Hoe ze eindigden", "Afloop", (Column("Dossiers"),), ends)] if ends else ()),
    ]


def _days(figure: HopFigure) -> tuple[Value, ...]:
    without = Absent.FEW if figure.cases is None else Absent.NONE
    return (*cells([figure.cases]), *(without if days is None else days for days in (figure.median, figure.p90)))
