"""`/leerlingen`: the pupils of the caller's schools, with the levels and early signals that stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from attendance.pupils.application.list_pupils import list_pupils
from attendance.pupils.domain.listed_pupil import ListedPupil, PupilFilter
from attendance.register.api.rights import Reader, Sight, sight_of
from attendance.rules.application.show_signals import list_signals
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS
from attendance.rules.domain.signal import SignalFilter
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.early.words import SaidSignal, said_signals
from attendance.web.words import rule_in_words
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages

_MOST = 5000
_NOTED, _ALL = "opvallend", "alle"

_School = Annotated[str, Query(pattern="^([0-9]{6})?$")]
_Class = Annotated[str, Query(max_length=200)]
_Cursor = Annotated[str | None, Query(max_length=1000)]


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A pupil as the list shows it. `name` and `class_name` are None for a caller who sees level and count alone.

    `others` are levels of other rules than the count of problematic half days, in words.
    """

    listed: ListedPupil
    address: str
    name: str | None = None
    class_name: str | None = None
    others: Sequence[str] = ()
    early: Sequence[SaidSignal] = ()

    @property
    def level(self) -> int | None:
        """The highest level of problematic half days; None if no level stands."""
        return max(self.listed.levels, default=None)


def pupil_list_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The list of pupils."""
    router = APIRouter(include_in_schema=False)

    @router.get("/leerlingen")
    @as_page
    async def pupil_list(
        request: Request,
        principal: Reader,
        toon: Literal["opvallend", "alle"] = "opvallend",
        school: _School = "",
        klas: _Class = "",
        cursor: _Cursor = None,
    ) -> Response:
        """Pupils with a level or an early signal, the highest level first; or all of them, by register number."""
        today = clock.today()
        page = Page(limit=50 if toon == _ALL else 200, cursor=cursor or None)
        async with units.reading() as uow:
            sight = await sight_of(principal, uow.directory, today)
            noted = None if toon == _ALL else await _with_early_signals(uow, sight)
            class_name = klas.strip() or None
            seen = sight.of_class(class_name)
            wanted = PupilFilter(SchoolYear.of(today), today, school or None, class_name, seen, noted=noted)
            pupils = await list_pupils(uow, wanted, after=page.after(str, str), limit=page.limit + 1)
            shown, following = page.cut(pupils, lambda listed: (listed.found.school, listed.found.pupil))
            rows = await _rows(uow, sight, shown)
            schools = await _schools(uow, sight)
        chosen = {"toon": toon, "school": school, "klas": klas}
        return pages.page(
            request.scope,
            "pupil_list",
            rows=rows if toon == _ALL else sorted(rows, key=_worst_first),
            schools=schools,
            chosen=chosen,
            school_year=wanted.school_year,
            sees_whole=sight.whole is None or bool(sight.whole),
            following=f"/leerlingen?{urlencode(chosen | {'cursor': following})}" if following else None,
            is_first=page.cursor is None,
        )

    return router


async def _with_early_signals(uow: AttendanceUnitOfWork, sight: Sight) -> frozenset[tuple[str, str]]:
    """The pupils with an early signal that the caller may see."""
    return await uow.early_signals.pupils_standing(sight.whole)


async def _rows(uow: AttendanceUnitOfWork, sight: Sight, pupils: Sequence[ListedPupil]) -> list[PupilRow]:
    whole = [listed for listed in pupils if sight.sees_whole(listed.found.school)]
    names = await uow.persons.names({listed.found.person_id for listed in whole if listed.found.person_id})
    early = await said_signals(uow, [listed.found[:2] for listed in whole], sight.whole)
    others = await _other_levels(uow, sight, pupils)
    rows = []
    for listed in pupils:
        pupil = listed.found
        is_whole = sight.sees_whole(pupil.school)
        person_id = pupil.person_id
        rows.append(
            PupilRow(
                listed,
                f"/leerlingen/{pupil.school}/{quote(pupil.pupil, safe='')}",
                name=names.get(person_id) if person_id and is_whole else None,
                class_name=pupil.class_name if is_whole else None,
                others=others.get(person_id, ()) if person_id else (),
                early=early.get((pupil.school, pupil.pupil), ()),
            )
        )
    return rows


async def _other_levels(
    uow: AttendanceUnitOfWork, sight: Sight, pupils: Sequence[ListedPupil]
) -> Mapping[Any, list[str]]:
    """By person the levels of other rules that stand in this school year, as far as the caller sees them."""
    persons = frozenset(listed.found.person_id for listed in pupils if listed.found.person_id)
    if not persons:
        return {}
    wanted = SignalFilter(status="standing", schools=sight.schools, persons=persons, school_year=pupils[0].school_year)
    signals = [
        signal for signal in await list_signals(uow, wanted, limit=_MOST) if signal.rule != PROBLEMATIC_HALF_DAYS
    ]
    rules = {(rule.name, rule.version): rule for rule in (await uow.rules.all() if signals else ())}
    said: dict[Any, list[str]] = {}
    for signal in signals:
        words = rule_in_words(rules.get((signal.rule, signal.rule_version)), signal.level)
        said.setdefault(signal.person_id, []).append(words)
    return said


async def _schools(uow: AttendanceUnitOfWork, sight: Sight) -> Mapping[str, str | None]:
    """The schools to choose from with their names, None where the directory has none."""
    if sight.schools is None:
        return await uow.school_names.all()
    names = await uow.school_names.of(sight.schools)
    return {number: names.get(number) for number in sorted(sight.schools, key=lambda item: (names.get(item, ""), item))}


def _worst_first(row: PupilRow) -> tuple[Any, ...]:
    """By school the highest level first, then the highest count, then the most early signals."""
    pupil = row.listed.found
    return (pupil.school, -(row.level or 0), -row.listed.person_count, -len(row.early), row.name or "", pupil.pupil)
