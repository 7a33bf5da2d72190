"""Figures that changed are published, once, with what is small left out."""

from typing import Any

from attendance.figures.application.publish_figures import publish_figures
from attendance.testing.factories import SCHOOL, enrolment, problematic

from .harness import Harness


async def published(harness: Harness) -> dict[tuple[str, str], Any]:
    """What the newest event of each figure and school year says, by its groups."""
    await publish_figures(harness.units, clock=harness.clock, smallest=5)
    events = await harness.told("figures-published")
    return {(event.data["figure"], event.data["school_year"]): event for event in events}


def numbers(event: Any) -> dict[tuple[str, ...], float | None]:
    return {tuple(group["name"] for group in item["groups"]): item["value"] for item in event.data["values"]}


async def test_what_changed_is_published_once(harness: Harness) -> None:
    assert await published(harness) == {}
    await harness.enrol(*(enrolment(pupil=str(number)) for number in range(1, 8)))
    await harness.record(*(mark for number in range(1, 7) for mark in problematic(6, pupil=str(number))))
    figures = await published(harness)
    assert numbers(figures["pupils", "2026-2027"]) == {(SCHOOL, "secundair"): 7}
    reached = numbers(figures["pupils-at-level", "2026-2027"])
    assert reached == {(): 7, ("5",): None, ("10",): 0, ("15",): 0, ("30",): 0}, "a pupil less would be told apart"
    assert figures["pupils", "2026-2027"].key == "pupils:2026-2027"
    assert (await published(harness))["pupils", "2026-2027"].sequence == 1
    await harness.enrol(enrolment(pupil="8"))
    again = (await published(harness))["pupils", "2026-2027"]
    assert (again.sequence, numbers(again)) == (2, {(SCHOOL, "secundair"): 8})
