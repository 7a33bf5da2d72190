"""`/cijfers/dossiers`: cases in numbers, on a page and as a file."""

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from casework.api.case_change import Acting
from casework.api.rights import LEADERS
from casework.application.show_figures import FiguresAsked, show_figures
from casework.domain.case_type import CaseTypes
from casework.domain.figures import Grouping
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnits
from casework.web.figure_numbers import of_group, over_groups
from casework.web.figures_file import FEW, figures_file, group_in_words
from casework.web.worded import WordedPages
from shared.domain.errors import InvalidField, NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.problems import invalid
from shared.runtime.http.routes import as_page
from shared.web.forms import Form

_PATH = "/cijfers/dossiers"
_FILE = "csv"
_YEARS = 5
_SCHOOL = re.compile(r"[0-9]{6}", re.ASCII)
Short = Annotated[str, Query(max_length=100)]


def figures_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, smallest_cell: int, case_types: CaseTypes
) -> APIRouter:
    """The figures as a page. Numbers of fewer cases than ``smallest_cell`` are left out."""
    router = APIRouter(include_in_schema=False)

    @router.get(_PATH)
    @as_page
    async def figures(
        request: Request,
        principal: Acting,
        per: Short = "",
        schooljaar: Short = "",
        soort: Short = "",
        school: Short = "",
        team: Short = "",
        als: Short = "",
    ) -> Response:
        """The cases of a school year, the running one at first, by type of case or what else is chosen.

        With ``als=csv`` the same numbers as a file.
        """
        running = SchoolYear.of(clock.today())
        by, year = _grouping(per), _year(schooljaar) or running
        leads, number = principal.is_any(*LEADERS), school.strip()
        types = [item.name for item in case_types if leads or not item.discreet]
        if soort and soort not in types:
            raise invalid("soort", "is none of the types of case")
        wrong = {"school": pages.dutch.word("unfit", "school")} if number and not _SCHOOL.fullmatch(number) else {}
        all_years = by is Grouping.SCHOOL_YEAR
        async with units() as uow:
            teams = await uow.teams.all()
            asked = FiguresAsked(
                by,
                None if all_years else year,
                leads,
                case_type=soort or None,
                school=number or None,
                team=_team(team, teams),
            )
            items = [] if wrong else await show_figures(uow, asked, smallest=smallest_cell, clock=clock)
            names = await uow.school_names.all()
        if als == _FILE and not wrong:
            name = f"dossiers-per-{pages.dutch.word('grouping', by).replace(' ', '-')}"
            name = name if all_years else f"{name}-{year}"
            return figures_file(
                items, by, name=name, dutch=pages.dutch, headers=pages.pages.headers, school_names=names
            )
        groups = [(group_in_words(by, item.key, pages.dutch, school_names=names), item) for item in items]
        chosen = {"per": by.value, "schooljaar": str(year), "soort": soort, "school": number, "team": team}
        return pages.page(
            request.scope,
            "figures",
            status=422 if wrong else 200,
            together=over_groups(groups, by, pages.dutch) if groups else [],
            groups=[
                (group, of_group(number, item, pages.dutch)) for number, (group, item) in enumerate(groups, start=1)
            ],
            by=by,
            all_years=all_years,
            groupings=list(Grouping),
            years=[str(SchoolYear(running.start - back)) for back in range(_YEARS)],
            types=types,
            teams=[item.name for item in teams],
            chosen=chosen,
            form=Form(chosen, wrong),
            school_names=names,
            few=FEW,
            file=f"{_PATH}?{urlencode({**chosen, 'als': _FILE})}",
            smallest_cell=smallest_cell,
        )

    return router


def _team(name: str, teams: list[Team]) -> Team | None:
    """The team that is chosen; None where none is. Raises NotFound."""
    if not name:
        return None
    for team in teams:
        if team.name == name:
            return team
    raise NotFound("team")


def _grouping(name: str) -> Grouping:
    """What the figures are told apart by; types of case where nothing is chosen. Raises Problem (422)."""
    if name and name not in list(Grouping):
        raise invalid("per", "is nothing that figures are told apart by")
    return Grouping(name or Grouping.CASE_TYPE)


def _year(label: str) -> SchoolYear | None:
    """The school year that is chosen; None where nothing is. Raises Problem (422)."""
    try:
        return SchoolYear.parse(label) if label else None
    except InvalidField:
        raise invalid("schooljaar", "expected two years in a row such as 2026-2027") from None
