"""A coach works with the keys alone: Tab and Enter, with and without script."""

import pytest

from .visitor import Visitor
from .visits import COACH

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
PUPILS = {"with script": "7011", "without script": "7012"}


async def tab_to(visitor: Visitor, text: str, *, of: str = "") -> None:
    """Press Tab until something with this text has the focus, which is to be seen wherever it comes by."""
    for _ in range(60):
        await visitor.page.keyboard.press("Tab")
        focused = await visitor.focused()
        assert focused["is_seen"], focused
        name = await name_of_focused(visitor)
        if text in name and of in name:
            return
    raise AssertionError(f"{text!r} was not reached")


async def name_of_focused(visitor: Visitor) -> str:
    """What a screen reader would call what has the focus."""
    return await visitor.page.evaluate(
        """() => {
            const at = document.activeElement;
            const labels = [...(at.labels ?? [])].map((label) => label.textContent);
            return [at.textContent, at.getAttribute("aria-label"), ...labels].join(" ").trim();
        }"""
    )


@pytest.mark.parametrize("way", PUPILS)
async def test_a_coach_notes_a_contact_with_the_keys_alone(chromium, stack, harness, way):
    await harness.enrol(PUPILS[way], "Toets", "Verzonnen")
    await harness.settled()
    concern = {"case_type": "dropout-risk", "school": SCHOOL, "pupil": PUPILS[way], "reason": "Vraagt begeleiding."}
    opened = await harness.services.post("casework", "/cases", concern)
    await harness.services.post("casework", f"/cases/{opened['case_id']}/assign", {"assignee": "coach-1"})
    async with Visitor.at(chromium, stack.web_url, script=way == "with script") as visitor:
        keys = visitor.page.keyboard
        await visitor.sign_in(COACH, "/traject")
        await tab_to(visitor, "Contact noteren", of=opened["reference"])
        await keys.press("Enter")
        await visitor.page.wait_for_url(f"**/dossiers/{opened['reference']}/contact")
        await tab_to(visitor, "telefoon")
        await keys.press("Space")
        await tab_to(visitor, "Wat is er gezegd?")
        await keys.type("Komt morgen naar school.")
        await tab_to(visitor, "Bereikt: bewaren")
        await keys.press("Enter")
        await visitor.sees("Het contact is toegevoegd.")
        assert visitor.complaints == []
