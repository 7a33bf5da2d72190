"""Hours of a week that somebody paints: with a mouse, a finger and the keyboard."""

import pytest
from playwright.async_api import expect

from .visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

COUNSELLOR, PAGE = "Griet Daenen", "/directory/contacten/counsellor-125003/uren"


async def drawn(visitor, start, end, *, finger):
    """Go from the middle of one cell to the middle of another, down all the way."""
    ends = [await visitor.page.get_by_role("gridcell", name=name).first.bounding_box() for name in (start, end)]
    here, there = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in ends]
    if not finger:
        await visitor.page.mouse.move(*here)
        await visitor.page.mouse.down()
        await visitor.page.mouse.move(*there)
        await visitor.page.mouse.up()
        return
    session = await visitor.context.new_cdp_session(visitor.page)
    for kind, points in (("touchStart", [here]), ("touchMove", [there]), ("touchEnd", [])):
        touched = [{"x": x, "y": y} for x, y in points]
        await session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})


async def test_hours_are_painted_by_mouse_finger_and_keyboard_and_saved(chromium, stack):
    async with Visitor.at(chromium, stack.web_url) as visitor:
        await visitor.sign_in(COUNSELLOR, PAGE)
        grid = visitor.page.get_by_role("grid").first
        await grid.scroll_into_view_if_needed()
        await drawn(visitor, "maandag 8.30", "maandag 11.30", finger=False)
        await drawn(visitor, "maandag 9.30", "maandag 9.30", finger=False)
        await drawn(visitor, "dinsdag 13.00", "dinsdag 14.30", finger=True)
        await visitor.page.keyboard.press("ArrowRight")
        await visitor.page.keyboard.press(" ")
        await visitor.page.keyboard.press("Shift+ArrowUp")
        await visitor.photograph("painted-hours")
        await visitor.page.get_by_role("main").locator("summary").first.click()
        for day, hours in (("maandag", "08:30-09:30, 10:00-12:00"), ("dinsdag", "13:00-15:00")):
            await expect(visitor.page.get_by_label(day, exact=True).first).to_have_value(hours)
        await expect(visitor.page.get_by_label("woensdag", exact=True).first).to_have_value("12:30-13:30")
        await expect(visitor.page.get_by_role("gridcell", selected=True)).to_have_count(6 + 4 + 2)
        await visitor.press("Bewaren")
        await visitor.sees("De uren zijn bewaard.")
        await expect(visitor.page.get_by_role("gridcell", selected=True)).to_have_count(6 + 4 + 2)
        await visitor.page.get_by_role("main").locator("summary").first.click()
        for day in ("maandag", "dinsdag", "woensdag"):
            await visitor.page.get_by_label(day, exact=True).first.fill("")
        await expect(visitor.page.get_by_role("gridcell", selected=True)).to_have_count(0)
        await visitor.press("Bewaren")
        await visitor.sees("De uren zijn bewaard.")
        assert visitor.complaints == []
