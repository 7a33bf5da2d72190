"""Each type of case from opening to closing, as the people who work with it play it: over HTTP, each with a token."""

from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio
from tests.pdfs import Pdf

from shared.domain.school_year import SchoolYear
from shared.local.simulation.school_days import school_days_of
from shared.web.words import short_day, short_moment

from .people import People

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125002"
TRUANT = [date(2026, 10, day) for day in (5, 6, 8, 9, 12)]
NOTICES = ("notice-sent", "meeting-requested", "meeting-scheduled", "meeting-rescheduled")
CHILDREN = "insz,given_name,family_name,birth_date,registered_on,postcode\n"
HALF_DAYS = [(day.date, half_day.value) for day in school_days_of(SchoolYear(2026)) for half_day in day.half_days]


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def people(harness):
    async with People.of(harness.stack, SCHOOL) as people:
        yield people


def can_be_read(pdf: Pdf, *texts: str) -> None:
    """A paper is tagged, in Dutch, with one title, and says this, in this order."""
    assert (pdf.root["/Lang"], pdf.root["/MarkInfo"]["/Marked"].value, pdf.tags["/H1"]) == ("nl-BE", True, 1)
    said = pdf.text
    for text in texts:
        assert text in said, f"{text} in {pdf.text}"
        said = said.partition(text)[2]


async def residents(people: People, *lines: str) -> None:
    """The coordinator compares a list of the municipality's children with the enrolments."""
    table = (CHILDREN + "\n".join(lines)).encode()
    year = {"school_year": "2026-2027", "reference_date": "2026-10-01"}
    answer = await people.coordinator.answer("POST", "attendance/residents/imports", body=table, **year)
    assert (answer.status_code, answer.json()["not_enrolled"]) == (200, len(lines)), answer.text


async def test_a_toddler_who_is_too_seldom_there_comes_more_often(people):
    caseworker, coordinator = people.caseworker, people.coordinator
    agreed = {"numbers": {"after_half_days": 20}, "valid_from": "2026-2027", "source": "lokale afspraak"}
    await coordinator.put("attendance/early-signal-rules/toddler-at-risk", agreed)
    await people.enrol("K-3101", level="kleuter", group="K2", given_name="Lou", birth_date="2022-03-04")
    so_far = [half_day for half_day in HALF_DAYS if half_day[0] < date(2026, 11, 20)]
    await people.mark("K-3101", so_far[::2], "A")

    signal = await caseworker.finds("casework/early-signals/awaiting", pupil="K-3101")
    assert (signal["rate"], signal["given_name"]) == (50, "Lou")
    work = await coordinator.get("casework/worklist", reason="early-signal")
    assert signal["signal_id"] in {item["subject"]["id"] for item in work["items"]}
    case = await caseworker.opens("toddler-participation", signal_id=signal["signal_id"], reason="besproken")
    seen_by = [await person.may_see(case) for person in (people.counsellor, people.clb, people.coach)]
    assert seen_by == [True, True, False]

    await caseworker.does(case, "assign", assignee="caseworker-1")
    await caseworker.does(case, "assess", checks={"parents-contacted": True}, causes=["adjusting"])
    await caseworker.does(case, "assess", checks={"warm-transition": False})
    assert (await caseworker.does(case, "start"))["terms"][0]["term"] == "active"
    phone = {"on": people.day(), "party": "parents", "means": "phone"}
    await caseworker.does(case, "contacts", **phone, text="geen antwoord", reached=False)
    called = await caseworker.does(case, "contacts", **phone, text="mama brengt Lou elke ochtend")
    assert [(item["attempts"], item["reached"]) for item in called["contact_attempts"]] == [(2, 1)]
    goal = {"text": "Elke ochtend naar de klas", "actions": []}
    action = {"text": "Wenmoment afspreken", "owner": "caseworker-1", "due": people.day(7)}
    plan = {"goals": [{**goal, "actions": [action]}], "evaluate_on": [people.day(28)]}
    planned = await caseworker.put(f"casework/cases/{case['case_id']}/plan", plan)
    [task] = planned["goals"][0]["actions"]

    closing = {"outcome": "attends-more", "reason": "komt elke dag"}
    assert (await caseworker.refused(case, "close", **closing))["errors"][0]["field"] == "causes"
    closing["causes"] = ["adjusting", "transport"]
    assert (await caseworker.refused(case, "close", **closing))["tasks"] == [task["task_id"]]
    await caseworker.does(case, f"tasks/{task['task_id']}/done")
    assert (await caseworker.does(case, "close", **closing))["status"] == "closed"
    assert await caseworker.story(case) == [
        "Dossier geopend: de kleuter was 50 % van de halve dagen aanwezig. Reden: besproken",
        "Dossier toegewezen aan caseworker-1.",
        "Dossier bekeken. Ja: De school sprak met de ouders. Oorzaken: moeite met wennen.",
        "Dossier bekeken. Nee: Er was een kennismaking voor de eerste schooldag.",
        "Opvolging gestart.",
        f"Op {day_of(phone['on'])} tevergeefs contact gezocht met de ouders, per telefoon.",
        f"Contact op {day_of(phone['on'])} met de ouders, per telefoon.",
        "Plan bewaard, versie 1. Doelen: 1, acties: 1.",
        f"Taak gedaan. Ze was te doen tegen {day_of(action['due'])}.",
        "Dossier afgesloten: is vaker aanwezig. Oorzaken: moeite met wennen, vervoer. Reden: komt elke dag",
    ]
    told = await people.clb.story(case)
    assert not any(reason in text for text in told for reason in ("besproken", "komt elke dag"))


async def test_a_child_that_is_not_enrolled_turns_out_to_have_lessons_at_home(people):
    caseworker = people.caseworker
    await residents(people, "15070400079,Mila,Verzonnen,2015-07-04,,3800")
    child = await people.coordinator.finds("attendance/not-enrolled", given_name="Mila")
    case = await caseworker.finds("casework/cases", case_type="not-enrolled", person_id=child["person_id"])
    for person in (people.counsellor, people.clb, people.coach):
        assert not await person.may_see(case)
    await caseworker.does(case, "assign", assignee="caseworker-1")
    visit, form = [await caseworker.paper(case, kind) for kind in ("home-visit", "answer-form")]
    can_be_read(visit, "Fiche voor een huisbezoek", "Mila Verzonnen", "1 oktober 2026", "Vaststellingen")
    can_be_read(form, "Mila Verzonnen", "Mijn kind volgt huisonderwijs", "Handtekening")
    await caseworker.does(case, "assess", checks={})
    await caseworker.does(case, "start")
    home = {"on": people.day(), "party": "parents", "means": "visit"}
    await caseworker.does(case, "contacts", **home, text="papa toont de verklaring")
    assert (await caseworker.refused(case, "papers/report-back"))["status"] == 409
    assert (await caseworker.refused(case, "request-meeting"))["status"] == 409
    await caseworker.does(case, "close", outcome="home-education", reason="verklaring gezien")

    theirs = {"their_reference": "AG-2026-0017", "remark": "De verklaring is van 3 september."}
    report = await caseworker.paper(case, "report-back", theirs)
    can_be_read(
        report, "AG-2026-0017", "Controle op: 20 november 2026", "Volgt huisonderwijs.", "Contact met", "verklaring"
    )
    assert "papa" not in report.text
    assert await caseworker.story(case, "paper-made") == [
        "Dossier geopend: op 1/10/2026 is geen inschrijving bekend.",
        "Dossier toegewezen aan caseworker-1.",
        "Dossier bekeken.",
        "Opvolging gestart.",
        f"Contact op {day_of(home['on'])} met de ouders, met een huisbezoek.",
        "Dossier afgesloten: volgt huisonderwijs. Reden: verklaring gezien",
    ]


async def test_a_newcomer_finds_a_place_in_a_school(people):
    caseworker = people.caseworker
    insz = "12090100023"
    await residents(people, f"{insz},Samir,Verzonnen,2012-09-01,2026-07-01,3800")
    child = await people.coordinator.finds("attendance/not-enrolled", given_name="Samir")
    gap = await caseworker.finds("casework/cases", case_type="not-enrolled", person_id=child["person_id"])
    case = await caseworker.opens("newcomer", person_id=child["person_id"], reason="gemeld door het onthaal")
    assert (case["school"], case["respond_by"]) == (None, "2026-11-27")
    await caseworker.does(case, "assign", assignee="caseworker-1")
    questions = await caseworker.get("casework/case-types")
    [checks] = [kind["checks"] for kind in questions["items"] if kind["case_type"] == "newcomer"]
    answers = {check["code"]: check["code"] != "school-place-found" for check in checks}
    some = dict(list(answers.items())[:2])
    assert (await caseworker.refused(case, "assess", checks=some))["errors"][0]["field"] == "checks"
    await caseworker.does(case, "assess", checks=answers)
    search = {"text": "plaats zoeken in OKAN", "owner": "caseworker-1", "due": people.day(7)}
    await caseworker.does(case, "tasks", **search)

    await people.enrol("3102", group="OKAN", given_name="Samir", birth_date="2012-09-01", insz=insz)
    await caseworker.sees_become(gap, status="withdrawal-proposed")
    await caseworker.does(gap, "withdraw", reason="ingeschreven")
    await caseworker.does(case, "assess", checks={"school-place-found": True})
    await caseworker.does(case, "start")
    assert (await caseworker.refused(case, "close", outcome="follows-okan", reason="gestart"))["count"] == 1
    [task] = await caseworker.items(f"casework/cases/{case['case_id']}/tasks")
    await caseworker.does(case, f"tasks/{task['task_id']}/done")
    await caseworker.does(case, "close", outcome="follows-okan", reason="gestart")
    *_, found, started, done, closed = await caseworker.story(case)
    assert [found, started, done, closed] == [
        "Dossier bekeken. Ja: Heeft een plaats in een school.",
        "Opvolging gestart.",
        f"Taak gedaan. Ze was te doen tegen {day_of(task['due'])}.",
        "Dossier afgesloten: volgt OKAN. Reden: gestart",
    ]


async def test_a_youngster_at_risk_of_leaving_school_is_coached(people):
    caseworker, coach = people.caseworker, people.coach
    before = await load_of(coach)
    await people.enrol("3103", group="6B", given_name="Robin", birth_date="2009-12-20")
    truancy = await caseworker.opens("truancy", school=SCHOOL, pupil="3103", reason="school belde")
    ask = {"to": "youth-coach", "contact": "coach-1", "reason_code": "coaching"}
    assert (await caseworker.refused(truancy, "refer", **ask))["purpose"] == "share-with-youth-coach"
    consent = {"purpose": "share-with-youth-coach", "on": people.day(), "given_by": "parents", "until": "2027-06-30"}
    await caseworker.does(truancy, "consents", **consent)
    await caseworker.does(truancy, "refer", **ask)
    summary = await caseworker.paper(truancy, "summary", **{"for": "youth-coach"})
    can_be_read(summary, "Samenvatting", "de jongerencoach", "Robin", "Geopend op")
    assert "Verzonnen" not in summary.text

    referral = await coach.finds("casework/referrals", reference=truancy["reference"])
    assert (referral["given_name"], referral["family_name"]) == ("Robin", None)
    accepted = await coach.post(f"casework/referrals/{referral['referral_id']}/accept")
    case = await coach.get(f"casework/cases/{accepted['led_to']}")
    assert (case["case_type"], case["assignee"], case["grounds"][0]["kind"]) == ("dropout-risk", "coach-1", "referral")
    await coach.does(case, "assess", checks={"agrees-to-coaching": True}, causes=["study-choice"])
    await coach.does(case, "start")
    talk = {"on": people.day(), "party": "pupil", "means": "talk", "text": "wil kok worden"}
    await coach.does(case, "contacts", **talk)
    action = {"text": "proefdag in de hotelschool", "owner": "coach-1", "due": people.day(14)}
    goals = [{"text": "Een richting die past", "actions": [action]}]
    path = f"casework/cases/{case['case_id']}/plan"
    plan = await coach.put(path, {"goals": goals, "evaluate_on": [people.day(14), people.day(42)]})
    assert await load_of(coach) == before + 1
    work = await coach.get("casework/worklist")
    assert [item["reason"] for item in work["items"] if item["case_id"] == case["case_id"]] == ["task"]

    action["task_id"] = plan["goals"][0]["actions"][0]["task_id"]
    await coach.does(case, f"tasks/{action['task_id']}/done")
    goals[0]["state"] = "reached"
    await coach.put(path, {"goals": goals, "evaluate_on": []}, version=plan["version"])
    await coach.does(case, "close", outcome="changed-course", reason="volgt nu keuken", causes=["study-choice"])
    done = await coach.post(f"casework/referrals/{referral['referral_id']}/complete")
    assert done["status"] == "done"
    assert case["case_id"] not in {item["case_id"] for item in await coach.items("casework/worklist")}
    assert "volgt nu keuken" in (await caseworker.story(case))[-1]
    closed = await caseworker.does(truancy, "close", outcome="referred", reason="jongerencoach volgde op")
    assert closed["status"] == "closed"


def day_of(iso):
    """A day as the timeline writes it."""
    return short_day(date.fromisoformat(iso))


async def load_of(coach):
    """How many open cases the coach has; others of the shared stack may be the coach's too."""
    loads = (await coach.get("casework/caseloads"))["items"]
    assert {load["assignee"] for load in loads} <= {"coach-1"}
    return sum(load["total"] for load in loads)


async def test_a_truant_goes_to_school_again(people):
    caseworker, clb = people.caseworker, people.clb
    await people.enrol("3104", given_name="Jonas", birth_date="2011-03-04")
    await people.mark("3104", [(day, "AM") for day in TRUANT], "B")
    case = await caseworker.finds("casework/cases", pupil="3104")
    meeting = await caseworker.finds("consultation/meetings", among={"case": case["case_id"]}, status="scheduled")
    await caseworker.does(case, "assign", assignee="caseworker-1")
    await caseworker.does(case, "assess", checks={"parents-contacted": True, "clb-informed": True})
    await caseworker.does(case, "start")

    home = "De ouders van Jonas Verzonnen\nVoorbeeldstraat 1\n3800 Sint-Truiden"
    letter = {"address": home, "next_step": "care-meeting", "on": meeting["starts_at"][:10]}
    days = ("5 oktober", "6 oktober", "8 oktober", "9 oktober", "12 oktober 2026 voormiddag")
    printed = await caseworker.paper(case, "letter-to-parents", letter)
    can_be_read(printed, "Voorbeeldstraat 1", "Beste ouders", "5 halve dagen", *days, "zorgoverleg is op")
    assert printed.text.count("voormiddag") == len(TRUANT)
    await caseworker.does(case, "notes", text="Jonas wil van richting veranderen", visibility="own")
    await caseworker.does(case, "notes", text="De school belde de ouders", visibility="partners")
    assert [note["text"] for note in await clb.items(f"casework/cases/{case['case_id']}/notes")] == [
        None,
        "De school belde de ouders",
    ]

    by_pupil = {"on": people.day(), "given_by": "pupil", "until": "2027-06-30"}
    ask = {"to": "clb", "contact": "clb-1", "reason_code": "guidance"}
    assert (await caseworker.refused(case, "refer", **ask))["missing"] == "consent"
    await caseworker.does(case, "consents", purpose="share-with-clb", **by_pupil)
    await caseworker.does(case, "refer", **ask)
    referral = await clb.finds("casework/referrals", reference=case["reference"])
    await clb.post(f"casework/referrals/{referral['referral_id']}/answer", {"answer": "taken-up"})
    summary = await caseworker.paper(case, "summary", **{"for": "clb"})
    can_be_read(summary, "het CLB", "Jonas Verzonnen", "An Peeters", *days, "Zorglokaal", "gepland", "gestart.")
    assert "richting" not in summary.text

    path = f"consultation/meetings/{meeting['meeting_id']}"
    assert (await caseworker.answer("POST", f"{path}/complete")).status_code == 409
    meeting = await caseworker.get(path)  # its caseworker changed since, and perhaps its time
    people.stack.clock.set(datetime.fromisoformat(meeting["ends_at"]) + timedelta(minutes=5))
    await caseworker.post(f"{path}/complete")
    agreed = {"what": "bekijkt andere richtingen", "who": "counsellor-125002", "by": people.day(7)}
    minutes = {"text": "Jonas komt elke ochtend langs bij de begeleider.", "actions": [agreed]}
    await caseworker.put(f"{path}/minutes", minutes)
    action = {"text": "Ouders opbellen", "owner": "caseworker-1", "due": people.day(7)}
    goals = [{"text": "Elke dag op school", "actions": [action]}]
    plan = await caseworker.put(f"casework/cases/{case['case_id']}/plan", {"goals": goals})
    phone = {"on": people.day(), "party": "parents", "means": "phone"}
    await caseworker.does(case, "contacts", **phone, text="geen antwoord", reached=False)
    await caseworker.does(case, "contacts", **phone, text="akkoord")
    await caseworker.does(case, f"tasks/{plan['goals'][0]['actions'][0]['task_id']}/done")

    watched = {"kind": "no-new-problematic-half-day", "school_weeks": 1}
    followed = await caseworker.does(case, "monitor", criteria=[watched])
    assert (followed["status"], followed["meetings"][0]["status"]) == ("monitoring", "held")
    today = date.fromisoformat(people.day())
    sunday = today + timedelta(days=13 - today.weekday())
    people.at_nine(sunday + timedelta(days=2))
    await people.mark("3104", [half_day for half_day in HALF_DAYS if today < half_day[0] < sunday], "|")
    work = await caseworker.finds("casework/worklist", case_id=case["case_id"], reason="closure-proposed")
    assert work["closure_proposed_since"] == people.day()
    assert "close" in work["actions"]
    closing = {"outcome": "attends-again", "reason": "komt elke dag", "causes": ["study-choice"]}
    await caseworker.does(case, "close", **closing)
    refused = await people.coordinator.refused(case, "approve", approved=True, reason="akkoord")
    assert (refused["status"], refused["allowed"]) == (409, ["reopen"])

    dossier = await caseworker.paper(case, "worrying-case-file")
    can_be_read(
        dossier,
        "5 halve dagen problematisch afwezig, van 5 oktober 2026 tot en met 12 oktober 2026",
        "Afgesloten als: gaat weer naar school",
        "Contacten met de ouders: 1 Pogingen zonder gevolg om de ouders te bereiken: 1",
        "Doorverwezen naar het CLB: begeleiding.",
        "Op afstand gevolgd gedurende 1 schoolweek: geen nieuwe problematische halve dag.",
        "Poging om de ouders te bereiken (telefoon), zonder gevolg.",
        *days,
    )
    assert await caseworker.story(case, "paper-made", *NOTICES) == [
        "Dossier geopend: niveau 5 bereikt (5 problematische halve dagen).",
        "Dossier toegewezen aan caseworker-1.",
        "Dossier bekeken. Ja: De school sprak met de ouders, De school meldde het aan het CLB.",
        "Opvolging gestart.",
        "Toestemming genoteerd om gegevens te delen met het CLB, van de leerling, tot en met 30/6/2027.",
        "Doorverwezen naar het CLB: begeleiding.",
        "Doorverwijzing naar het CLB: opgenomen.",
        f"Zorgoverleg van {short_moment(datetime.fromisoformat(meeting['starts_at']))} is gehouden.",
        "Plan bewaard, versie 1. Doelen: 1, acties: 1.",
        f"Op {day_of(phone['on'])} tevergeefs contact gezocht met de ouders, per telefoon.",
        f"Contact op {day_of(phone['on'])} met de ouders, per telefoon.",
        f"Taak gedaan. Ze was te doen tegen {day_of(action['due'])}.",
        "Op afstand gevolgd gedurende 1 schoolweek: geen nieuwe problematische halve dag.",
        f"Alles wat gevolgd werd, ging goed tot en met {short_day(sunday)}. Afsluiting voorgesteld.",
        "Dossier afgesloten: gaat weer naar school. Oorzaken: studiekeuze. Reden: komt elke dag",
    ]


async def test_bullying_that_a_school_reports_stops(people):
    caseworker, coach, counsellor = people.caseworker, people.coach, people.counsellor
    await people.enrol("3105", given_name="Amina", birth_date="2012-05-06")
    pupil = {"case_type": "bullying", "school": SCHOOL, "pupil": "3105"}
    await people.school_office.reports(**pupil, code="online", contact="counsellor-125002-b")
    case = await caseworker.finds("casework/cases", pupil="3105")
    await counsellor.reports(**pupil, code="exclusion")
    assert [await person.may_see(case) for person in (counsellor, people.clb, coach)] == [True, False, False]
    watched = {"kind": "no-new-problematic-half-day", "school_weeks": 1}
    assert (await caseworker.refused(case, "monitor", criteria=[watched]))["status"] == 409

    await caseworker.does(case, "assign", assignee="coach-1")
    assert await coach.may_see(case)
    await coach.does(case, "assess", checks={"safe-now": True, "plan-of-school": True})
    started = await coach.does(case, "start")
    action = {"text": "gesprek met de klas", "owner": "coach-1", "due": people.day(7)}
    plan = {"goals": [{"text": "rust in de klas", "actions": [action]}], "evaluate_on": [people.day(28)]}
    plan = await coach.put(f"casework/cases/{case['case_id']}/plan", plan)
    await coach.does(case, f"tasks/{plan['goals'][0]['actions'][0]['task_id']}/done")

    [follow_up] = started["terms"]
    last_day = date.fromisoformat(follow_up["due_on"])
    people.at_nine(last_day + timedelta(days=1))
    await coach.sees_become(case, terms=[{**follow_up, "overdue": True}])
    work = await coach.finds("casework/worklist", case_id=case["case_id"])
    assert (work["reason"], work["overdue"]) == ("term", True)
    await coach.does(case, "close", outcome="stopped", causes=["in-class"])
    assert await caseworker.story(case) == [
        "Dossier geopend na een melding: online. Contactpersoon: counsellor-125002-b.",
        "Nog een melding: uitsluiten. Contactpersoon: counsellor-125002.",
        "Dossier toegewezen aan coach-1.",
        "Dossier bekeken. Ja: De leerling is nu veilig, De school heeft een plan.",
        "Opvolging gestart.",
        "Plan bewaard, versie 1. Doelen: 1, acties: 1.",
        f"Taak gedaan. Ze was te doen tegen {day_of(action['due'])}.",
        f"De termijn van de opvolging is voorbij sinds {short_day(last_day)}.",
        "Dossier afgesloten: het pesten is gestopt. Oorzaken: in de klas.",
    ]
