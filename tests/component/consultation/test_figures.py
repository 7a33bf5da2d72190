"""The copy of the figures of all services: what others published, and what consultation counts itself."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from consultation.overview.application.publish_figures import publish_figures
from consultation.overview.domain.figure import Figure, FigureQuery
from shared.contracts.figures import AttendanceFiguresPublished
from shared.domain.published_figures import of_groups
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.ids import new_id

from .councils import council, posted
from .harness import Harness

YEAR = SchoolYear(2026)
PUPILS = {
    "figure": "pupils",
    "school_year": "2026-2027",
    "unit": "pupils",
    "smallest_cell": 5,
    "known_at": "2026-11-12T02:00:00+01:00",
}


async def tell(harness: Harness, sequence: int, value: float | None) -> None:
    """Attendance publishes the pupils of one school."""
    await _tell(harness, sequence, [{"groups": [{"kind": "school", "name": "123456"}], "value": value}])


async def tell_pupils(harness: Harness, pupils: Mapping[tuple[str, str], float | None]) -> None:
    """Attendance publishes the pupils of schools and levels."""
    values = [
        {
            "groups": [{"kind": "school", "name": school}, {"kind": "level-of-education", "name": level}],
            "value": number,
        }
        for (school, level), number in pupils.items()
    ]
    await _tell(harness, 1, values)


async def _tell(harness: Harness, sequence: int, values: list[dict[str, Any]]) -> None:
    data = AttendanceFiguresPublished.model_validate({**PUPILS, "values": values})
    envelope = Envelope(id=str(new_id()), source="/attendance", type=data.event_type, sequence=sequence)
    await harness.tell(Received(envelope, data))


async def kept(harness: Harness, *names: str) -> list[Figure]:
    async with harness.units() as uow:
        return list(await uow.figures.of(FigureQuery([YEAR], names or None)))


async def test_the_newest_of_a_figure_holds(harness: Harness):
    for sequence, value in ((2, 30.0), (1, 20.0), (3, None), (3, 40.0)):
        await tell(harness, sequence, value)
    [figure] = await kept(harness, "pupils")
    assert (figure.service, figure.unit, figure.smallest_cell) == ("attendance", "pupils", 5)
    assert figure.values == (of_groups(None, school="123456"),)
    assert figure.known_at == datetime(2026, 11, 12, 1, tzinfo=UTC)
    assert await kept(harness, "cases") == []


async def test_sessions_of_bodies_are_counted_published_and_kept(harness: Harness):
    await harness.staff()
    body = await council(harness)
    session: dict[str, Any] = {
        "starts_at": "2026-11-10T14:00:00+01:00",
        "ends_at": "2026-11-10T16:00:00+01:00",
        "place": "Raadzaal",
    }
    planned = await posted(harness, f"/bodies/{body['body_id']}/sessions", session)
    for _ in range(2):
        await publish_figures(harness.units, clock=harness.clock, smallest=5)
    assert await kept(harness) == []
    async with harness.asking("coordinator") as client:
        path = f"/bodies/{body['body_id']}/sessions/{planned['session_id']}/hold"
        response = await client.post(path, json={}, headers={"If-Match": "*"})
        assert response.status_code == 200, response.text
    for _ in range(2):
        await publish_figures(harness.units, clock=harness.clock, smallest=5)
    [figure] = await kept(harness)
    assert (figure.service, figure.figure) == ("consultation", "body-sessions-held")
    assert figure.values == (of_groups(1, body_kind="external-consultation"),)
    sent = [data for kind, data in await harness.sent() if kind == "figures-published"]
    assert [(row["figure"], row["school_year"]) for row in sent] == [("body-sessions-held", "2026-2027")]
