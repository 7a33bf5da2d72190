"""A term is planned, looked at and booked on its page."""

import re

import pytest
from tests.component.consultation.harness import SCHOOL, Case, Harness
from tests.component.consultation.standing import set_up

from consultation.meetings.domain.states import Status
from consultation.planning.term import plan_term
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role

from .visitor import Visitor

TERM = {"first": "2026-11-13", "until": "2026-11-30"}


async def two_cases_and_a_series(harness: Harness) -> list[Case]:
    """Two cases that ask while the school has no counsellor, whose deputy comes then."""
    cases = [Case(school="125009", reference=f"SP-2026-00077{number}") for number in range(2)]
    for case in cases:
        await harness.tell(case.event(CaseOpened))
        assert (await harness.request(case)).status is Status.PROPOSED
    await harness.add("counsellor-9", Role.COUNSELLOR, "125009")
    await set_up(harness, school=SCHOOL, other_schools=[])
    return cases


async def test_a_plan_is_shown_with_what_it_costs_and_booked(visitor: Visitor) -> None:
    cases = await two_cases_and_a_series(visitor.harness)
    assert "Een periode plannen" in (await visitor.see("/reeksen", Role.COORDINATOR)).text
    assert 'value="2026-11-13"' in (await visitor.see("/reeksen/plan", Role.COORDINATOR)).text
    page = await visitor.send("/reeksen/plan", Role.COORDINATOR, **TERM)
    assert page.status_code == 200
    for case in cases:
        assert case.reference in page.text
    assert all(said in page.text for said in ("Zorgoverleg secundair", "Een overleg voor één dossier", "Boek dit plan"))
    fingerprint = re.search(r'name="fingerprint" value="([0-9a-f]{32})"', page.text)
    assert fingerprint
    other = await visitor.send("/reeksen/plan/boeken", Role.COORDINATOR, **TERM, fingerprint="0" * 32)
    assert (other.status_code, "Dit is het nieuwe plan" in other.text) == (409, True)
    booked = await visitor.send("/reeksen/plan/boeken", Role.COORDINATOR, **TERM, fingerprint=fingerprint[1])
    assert booked.text.count("geboekt zoals gepland") == 3
    assert "Zorgoverleg secundair" in booked.text
    assert [(await visitor.harness.meetings_of(case))[0].status for case in cases] == [Status.SCHEDULED] * 2


async def test_what_can_not_be_planned_is_said_on_the_form(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    past = await visitor.send("/reeksen/plan", Role.COORDINATOR, first="2026-10-01", until="2026-10-09")
    assert (past.status_code, 'value="2026-10-09"' in past.text) == (422, True)
    assert "Kies een dag van vandaag af, na de eerste dag" in past.text
    assert 'href="/overleg" aria-current="true"' in past.text
    monkeypatch.setattr(plan_term, "_CHILD", ("-c", "raise SystemExit(3)"))
    ended = await visitor.send("/reeksen/plan", Role.COORDINATOR, **TERM)
    assert (ended.status_code, "Kies een kortere periode of minder scholen." in ended.text) == (503, True)
    assert (await visitor.see("/reeksen/plan", Role.CASEWORKER)).status_code == 403
