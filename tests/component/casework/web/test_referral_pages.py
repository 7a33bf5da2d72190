"""Referrals and consents on pages: asked by who follows the case, answered by buttons."""

from tests.component.casework.harness import Harness, contact

from shared.domain.roles import Role

from .browsers import Browser, Browsers, Page, opened


async def sent(browser: Browser, path: str, **fields: str) -> Page:
    """The page that a form leads to."""
    return await browser.open((await browser.send(path, **fields)).answer.headers["location"])


async def test_a_case_is_referred_after_a_consent_and_the_coach_accepts(
    harness: Harness, browser: Browser, browsers: Browsers
) -> None:
    await harness.receive(contact("coach-1", "youth-coach", name="Lotte Verzonnen"), "coach-1")
    case = await opened(harness)
    page = f"/dossiers/{case['reference']}/doorverwijzen"
    assert page in (await browser.open(f"/dossiers/{case['reference']}")).links
    wanted = {"to": "youth-coach", "contact": "coach-1", "reason_code": "coaching"}
    refused = await browser.send(page, **wanted)
    assert refused.status == 409
    assert "Hiervoor geldt nog geen toestemming" in refused.text
    consent = f"/dossiers/{case['reference']}/toestemming"
    given = {"purpose": "share-with-youth-coach", "given_by": "parents", "on": "2026-11-20"}
    assert "Kies vandaag of een dag die nog komt" in (await browser.send(consent, **given, until="")).text
    assert "De toestemming is genoteerd" in (await sent(browser, consent, **given, until="2027-06-30")).text
    asked = await sent(browser, page, **wanted)
    assert "De jongerencoach : Lotte Verzonnen" in asked.text
    assert "De doorverwijzing is gevraagd" in asked.text
    coach = await browsers(Role.YOUTH_COACH, contact="coach-1")
    listed = await coach.open("/doorverwijzingen")
    assert "Aanvaarden" in listed.text
    [referral] = (await harness.http.get("/referrals")).json()["items"]
    answer = f"/doorverwijzingen/{referral['referral_id']}"
    assert (await coach.send(answer, step="decline")).status == 422
    assert (await coach.send(answer, step="withdraw")).status == 422
    accepted = await sent(coach, answer, step="accept")
    assert "Uw antwoord is bewaard" in accepted.text
    assert (await coach.send(answer, step="accept")).status == 409
    [own] = await harness.cases(case_type="dropout-risk")
    assert own["assignee"] == "coach-1"
    assert accepted.answer.url.path == f"/dossiers/{own['reference']}"
    withdrawn = await sent(browser, f"{page}/{referral['referral_id']}/intrekken")
    assert "De doorverwijzing is ingetrokken" in withdrawn.text


async def test_a_consent_is_taken_back_once(harness: Harness, browser: Browser) -> None:
    case = await opened(harness)
    consent = f"/dossiers/{case['reference']}/toestemming"
    await browser.send(consent, purpose="share-with-municipality", not_needed="emergency", on="2026-11-20")
    [kept] = (await harness.http.get(f"/cases/{case['case_id']}/consents")).json()["items"]
    for _ in range(2):
        page = await sent(browser, f"{consent}/{kept['consent_id']}/einde")
        assert "geldt niet meer" in page.text
    assert (await browser.open("/doorverwijzingen")).status == 200
