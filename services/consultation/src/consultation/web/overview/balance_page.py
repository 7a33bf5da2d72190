"""`/beleid/evenwicht`: how evenly the policy reaches schools of all boards and levels."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from consultation.api.rights import Actor
from consultation.domain.local_time import BRUSSELS
from consultation.overview.application.show_balance import show_balance
from consultation.overview.domain.balance import BalanceRow, Measured
from consultation.unit_of_work import Units
from consultation.web.overview.words.balance import COUNTED, DRAWN, board_of, level_of
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.number_file import number_file
from shared.web.pages import Pages
from shared.web.plots import Absent, Column, Numbers, Row, Value

ADDRESS = "/beleid/evenwicht"
_YEARS = 6
Short = Annotated[str, Query(max_length=100)]


def balance_page_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page of the balance."""
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    @as_page
    async def balance_page(request: Request, _: Actor, schooljaar: Short = "", als: Short = "") -> Response:
        """Shares by board, by level, and by level of a board; with `als` one of these tables as a file."""
        running = SchoolYear.of(clock.today())
        year = _year(schooljaar, running)
        async with units() as uow:
            shown = await show_balance(uow, year, today=clock.today())
        tables = _tables(shown.rows)
        for numbers in tables:
            if als == numbers.name:
                return number_file(numbers, f"evenwicht-{numbers.name}-{year}", pages.headers)
        return pages.page(
            request.scope,
            "policy_balance",
            tables=tables if tables[0].rows else [],
            files={numbers.name: f"{ADDRESS}?schooljaar={year}&als={numbers.name}" for numbers in tables},
            chosen=str(year),
            years=[str(SchoolYear(running.start - back)) for back in range(_YEARS)],
            known_at=shown.pupils_known_at.astimezone(BRUSSELS) if shown.pupils_known_at else None,
            unknown=sum(row.pupils_unknown for row in shown.rows if row.level is None),
        )

    return router


def _year(asked: str, running: SchoolYear) -> SchoolYear:
    try:
        return SchoolYear.parse(asked) if asked else running
    except InvalidField:
        return running


def _tables(rows: Sequence[BalanceRow]) -> list[Numbers]:
    of_boards = [row for row in rows if row.level is None]
    of_levels = [row for row in rows if row.board is None]
    of_both = [row for row in rows if row.board is not None and row.level is not None]
    return [
        _table("netten", "Per net", "Net", rows=of_boards),
        _table("niveaus", "Per onderwijsniveau", "Niveau", rows=of_levels),
        _table("netten-en-niveaus", "Per net en niveau", "Net en niveau", rows=of_both),
    ]


def _table(name: str, title: str, of: str, *, rows: Sequence[BalanceRow]) -> Numbers:
    columns = [Column("Leerlingen", unit="%")]
    columns += [Column(heading, is_drawn=name in DRAWN, unit="%") for name, heading in COUNTED.items()]
    columns += [Column("Scholen", is_drawn=False), Column("Leerlingen, aantal", is_drawn=False)]
    return Numbers(name, title, of, tuple(columns), tuple(map(_row, rows)))


def _row(row: BalanceRow) -> Row:
    labels = [board_of(row.board)] if row.board is not None else []
    labels += [level_of(row.level)] if row.level is not None else []
    shares = [_percent(row.pupils), *(_percent(row.counts[name]) for name in COUNTED)]
    is_unknown = row.pupils_unknown > 0 and row.pupils.number == 0
    return Row(", ".join(labels), (*shares, row.schools, Absent.NONE if is_unknown else row.pupils.number))


def _percent(measured: Measured) -> Value:
    return Absent.NONE if measured.share is None else round(100 * measured.share, 1)
