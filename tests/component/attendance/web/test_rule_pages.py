"""The coordinator's pages about rules: tried before they are kept, and in the shadow beside what holds."""

import re
from datetime import date

import httpx
import pytest

from attendance.early_signals.registry import KINDS
from attendance.rules.application import compare_rules, simulate_rule
from attendance.rules.application.change_rule import RuleProposal
from attendance.rules.domain.rule import PROBLEMATIC_HALF_DAYS, RuleMode
from attendance.rules.domain.signal import SignalFilter
from attendance.testing.factories import OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, problematic
from attendance.web.rules.words import KINDS as KIND_WORDS
from shared.domain.roles import Role

from .visitor import Visitor

RULE = f"/regels/niveaus/{PROBLEMATIC_HALF_DAYS}"
DROP = "/regels/signalen/attendance-drop"
AGREED = {
    "valid_from": "2026-2027",
    "mode": "active",
    "source": "Lokale afspraak",
    "version": "1",
    "try_year": "2026-2027",
}


@pytest.fixture
async def pupils(visitor: Visitor) -> Visitor:
    """A pupil with four problematic half days, and two of another school with six."""
    await visitor.enrol(enrolment(pupil="4"), *[enrolment(pupil=n, school=OTHER_SCHOOL) for n in ("6", "7")])
    await visitor.record(*problematic(4, pupil="4"))
    for pupil in ("6", "7"):
        await visitor.record(*problematic(6, school=OTHER_SCHOOL, pupil=pupil))
    return visitor


async def sent(visitor: Visitor, path: str, **fields: str) -> httpx.Response:
    async with await visitor.by(Role.COORDINATOR, **{"Sec-Fetch-Site": "same-origin"}) as browser:
        return await browser.post(path, data=fields)


async def versions(visitor: Visitor, name: str = PROBLEMATIC_HALF_DAYS) -> list[tuple[int, tuple[int, ...]]]:
    async with visitor.service.units() as uow:
        return sorted((rule.version, rule.levels) for rule in await uow.rules.all() if rule.name == name)


def tried_in(page: httpx.Response) -> str:
    found = re.search(r'name="tried" value="([^"]+)"', page.text)
    assert found
    return found[1]


def said(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


async def test_what_a_change_would_do_is_shown_before_it_can_be_kept(pupils: Visitor) -> None:
    page = await sent(pupils, RULE, **AGREED, levels="4, 10")
    assert (page.status_code, await versions(pupils)) == (200, [(1, (5, 10, 15, 30))])
    text = said(page)
    assert "Niveau Nu Met deze getallen 4 – 3 5 2 0 10 0 0" in text
    assert "Bereikt een niveau dat nu niet bereikt is: 3 keer" in text
    assert "Bereikt een niveau niet meer: 2 keer" in text
    assert f'<a href="/leerlingen/{SCHOOL}/4">Noor Voorbeeld</a>, niveau 4' in page.text
    without_looking = await sent(pupils, RULE, **AGREED, levels="3", bewaren="ja", tried=tried_in(page))
    assert ("kijk eerst" in said(without_looking), len(await versions(pupils))) == (True, 1)
    kept = await sent(pupils, RULE, **AGREED, levels="4, 10", bewaren="ja", tried=tried_in(page))
    assert (kept.status_code, kept.headers["location"]) == (303, "/regels?gedaan=regel")
    assert await versions(pupils) == [(1, (5, 10, 15, 30)), (2, (4, 10))]


async def test_who_filled_in_the_form_for_an_older_version_is_told(pupils: Visitor) -> None:
    page = await sent(pupils, RULE, **AGREED, levels="4")
    assert (await sent(pupils, RULE, **AGREED, levels="4", bewaren="ja", tried=tried_in(page))).status_code == 303
    late = await sent(pupils, RULE, **AGREED, levels="4", bewaren="ja", tried=tried_in(page))
    assert (late.status_code, len(await versions(pupils))) == (412, 2)
    assert 'name="version" value="2"' in late.text


async def test_a_rule_in_the_shadow_is_set_beside_the_rule_that_holds(pupils: Visitor) -> None:
    statuses = (await pupils.see(RULE, Role.COORDINATOR)).status_code
    assert statuses == 200
    async with pupils.service.units() as uow:
        [plain] = [rule for rule in await uow.rules.all() if rule.name == PROBLEMATIC_HALF_DAYS]
        form = {"statuses": plain.form.statuses, "codes": plain.form.codes, "unit": plain.form.unit}
        proposal = RuleProposal((4,), YEAR, "proef", RuleMode.SHADOW, {**form, "window": plain.form.window})
        await pupils.use_cases.change_rule(uow, "trial", proposal)
    text = said(await pupils.see("/regels/niveaus/trial", Role.COORDINATOR))
    assert "2 leerlingen hebben een niveau van beide regels" in text
    assert "Zou een niveau bereiken, en deed dat nu niet: 1 keer" in text
    assert f"school {SCHOOL} 4 1" in text
    assert "Bereikte een niveau, en zou dat niet doen: 0 keer Niemand zou wegvallen." in text


async def test_where_there_are_too_many_to_compare_nobody_is_said_to_fall_away_who_does_not(
    pupils: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (simulate_rule, compare_rules):
        monkeypatch.setattr(module, "MOST_SIGNALS", 4)
    text = said(await sent(pupils, RULE, **AGREED, levels="4, 5, 10, 15, 30"))
    assert "Niveau Nu Met deze getallen 4 – 3 5 2 2" in text
    assert "Hieronder staat alleen wie een niveau bereikte vóór 4/9/2026." in text
    assert "Bereikt een niveau dat nu niet bereikt is: 3 keer" in text
    assert "Bereikt een niveau niet meer: 0 keer" in text


async def test_signals_of_former_school_years_hide_none_of_the_running_year_from_a_comparison(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_rules, "_MOST", 2)
    before = [date(2025, 9, day) for day in (1, 2, 4, 5, 8)]
    await visitor.enrol(*[enrolment(before[0], pupil=n) for n in ("1", "2", "3")])
    await visitor.record(*[mark(day, pupil=pupil) for pupil in ("1", "2") for day in before])
    await visitor.record(*problematic(5, pupil="3"))
    async with visitor.service.units() as uow:
        [plain] = [rule for rule in await uow.rules.all() if rule.name == PROBLEMATIC_HALF_DAYS]
        form = {"statuses": plain.form.statuses, "codes": plain.form.codes, "unit": plain.form.unit}
        proposal = RuleProposal((5,), YEAR, "proef", RuleMode.SHADOW, {**form, "window": plain.form.window})
        await visitor.use_cases.change_rule(uow, "trial", proposal)
        assert len(await uow.signals.list(SignalFilter(), None, 10)) == 3
    text = said(await visitor.see("/regels/niveaus/trial", Role.COORDINATOR))
    assert "1 leerling heeft een niveau van beide regels" in text


@pytest.mark.parametrize(
    ("field", "typed"), [("levels", "vijf"), ("levels", "10, 5"), ("levels", ""), ("source", ""), ("mode", "soms")]
)
async def test_what_does_not_fit_is_said_at_its_field(pupils: Visitor, field: str, typed: str) -> None:
    page = await sent(pupils, RULE, **{**AGREED, "levels": "5", field: typed})
    assert (page.status_code, f'id="veld-{field}-fout"' in page.text) == (422, True)


async def test_numbers_of_early_signals_are_agreed_on_and_switched_off(visitor: Visitor) -> None:
    agreed = {"valid_from": "2026-2027", "source": "Lokale afspraak", "version": "0"}
    numbers = {"window_half_days": "20", "baseline_half_days": "40", "points": "10"}
    wrong = await sent(visitor, DROP, **agreed, **{**numbers, "points": "101"})
    assert (wrong.status_code, "Geef een getal van 1 tot 100." in wrong.text) == (422, True)
    assert (await sent(visitor, DROP, **agreed, **numbers)).status_code == 303
    assert 'value="40"' in (await visitor.see(DROP, Role.COORDINATOR)).text
    assert (await sent(visitor, DROP, **agreed, **numbers)).status_code == 412
    assert (await sent(visitor, DROP, **{**agreed, "version": "1"}, off="ja")).status_code == 303
    async with visitor.service.units() as uow:
        assert [rule.numbers is None for rule in await uow.early_signals.rules()] == [False, True]


async def test_everybody_reads_the_rules_and_a_coordinator_alone_changes_them(visitor: Visitor) -> None:
    for role, may_change in ((Role.COORDINATOR, True), (Role.CASEWORKER, False)):
        page = await visitor.see("/regels", role)
        assert "5, 10, 15, 30" in page.text
        assert (f'href="{RULE}"' in page.text) is may_change
        assert (await visitor.see(RULE, role)).status_code == (200 if may_change else 403)
    assert (await visitor.see("/regels/niveaus/nothing", Role.COORDINATOR)).status_code == 404


def test_every_number_of_every_kind_has_its_words() -> None:
    assert {kind.name: {number.name for number in kind.numbers} for kind in KINDS.values()} == {
        name: set(words.numbers) for name, words in KIND_WORDS.items()
    }
