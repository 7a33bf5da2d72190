"""A school year of education policy: a council is founded, decides, agrees on objectives, and reports what came of it.

What the report says is counted again here, from what was entered and by nothing of the product's own.
"""

import csv
import io
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import httpx
import pytest
import pytest_asyncio
from lxml import html
from tests.pdfs import Pdf

from shared.domain.roles import Role
from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.stack import Stack

from .conftest import NOW

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

COUNCIL = {
    "kind": "external-consultation",
    "form": "advisory-council",
    "name": "Raad van het jaar",
    "purpose": "Samen doelen kiezen voor alle leerlingen.",
    "deciding": "majority",
    "quorum": 5,
    "times_a_year": 3,
    "from": "2026-09-01",
}
FORGOTTEN = ("school-125006", "Sint-Annacollege")
OBJECTIVE = {
    "title": "Elk kind heeft een plek voor huiswerk",
    "for_the_learner": "Rust en hulp na school.",
    "from": "2026-2027",
    "until": "2031-2032",
    "support": [
        {"organisation_id": "de-springplank"},
        {"organisation_id": "clb-de-kring", "supports": False, "reason": "Liever op school zelf."},
    ],
}
HOMEWORK = {
    "title": "Huiswerkklas in het noorden",
    "theme": "homework",
    "owner": "coach-1",
    "partners": ["de-springplank"],
    "from": "2026-09-01",
    "until": "2027-06-30",
    "budget": [
        {"year": 2026, "amount": "3200.10", "co_financing": [{"by": "vzw De Springplank", "amount": "800.05"}]},
        {"year": 2027, "amount": "6400.00"},
    ],
}
VISITS = {
    "title": "Bedrijfsbezoeken",
    "theme": "internships",
    "from": "2026-09-01",
    "budget": [{"year": 2027, "amount": "999.99", "co_financing": [{"by": "Provincie", "amount": "333.33"}]}],
}
PLACES = {"school-125004": 7, "school-125008": 5}
CAME = {"school-125004": 6, "school-125008": 5}


@pytest_asyncio.fixture(loop_scope="package")
async def town_hall(stack: Stack) -> AsyncIterator[TownHall]:
    """The coordinator at the stack's consultation."""
    stack.clock.set(NOW)
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        yield town_hall


async def test_a_school_year_of_policy_is_played_and_reported(town_hall: TownHall) -> None:
    body, session = await founded(town_hall)
    objective = await agreed(town_hall, body, session)
    homework = await acted(town_hall, objective)
    await held(town_hall, homework)
    await judged(town_hall, homework)
    await asked_and_answered(town_hall)

    report = await town_hall.get("/reports/multi-year-plan?from=2026&until=2027")

    reported = named(report["bodies"], COUNCIL["name"])
    assert reported["sessions"] == {"2026": 1, "2027": 0}
    assert [(row["in_favour"], row["against"]) for row in reported["decisions"]] == [(6, 1)]
    assert reported["decisions"][0]["dissent"] == "Liever per school."
    told = named(report["objectives"], OBJECTIVE["title"])
    assert (told["agreed_in"], told["agreed_on"]) == (COUNCIL["name"], "2026-11-20")
    assert told["not_supported_by"] == {"CLB De Kring": "Liever op school zelf."}
    for entered in (HOMEWORK, VISITS):
        assert money(named(told["actions"], entered["title"])["budget"]) == spent([entered])
    assert named(told["actions"], VISITS["title"])["not_done_why"] == "De bedrijven hadden geen plaats."
    everything = await town_hall.all("/actions")
    assert money(report["budget"]) == spent(everything, years=(2026, 2027))
    numbers = {row["name"]: row["years"] for row in named(told["actions"], HOMEWORK["title"])["indicators"]}
    assert number_of(numbers["Deelnemers"], "2026-2027") == sum(CAME.values())
    assert number_of(numbers["Tevreden ouders"], "2026-2027") == Decimal("8.5")
    [tally] = [row for row in report["activities"] if row["action"] == HOMEWORK["title"]]
    assert (tally["kind"], tally["school_year"], tally["activities"]) == ("brede-school", "2026-2027", 1)
    assert (tally["participants"], tally["places"]) == (sum(CAME.values()), sum(PLACES.values()))
    evaluations = named(told["actions"], HOMEWORK["title"])["evaluations"]
    assert sorted(row["judgement"] for row in evaluations) == ["partly", "works"]


async def founded(town_hall: TownHall) -> tuple[dict[str, Any], dict[str, Any]]:
    """A council with all local schools and CLBs, and its first session, to which it forgets to invite a school."""
    body = await town_hall.post("/bodies", COUNCIL)
    path = f"/bodies/{body['body_id']}"
    assert FORGOTTEN[1] in await lacking(town_hall, path, "partner-not-member")
    await town_hall.post(f"{path}/members/partners", {"from": "2026-09-01"})
    assert not await lacking(town_hall, path, "partner-not-member")
    members = [row["organisation_id"] for row in await town_hall.all(f"{path}/members")]
    invited = [organisation for organisation in members if organisation != FORGOTTEN[0]]
    session = await town_hall.post(
        f"{path}/sessions",
        {
            "starts_at": "2026-11-20T07:30:00+01:00",
            "ends_at": "2026-11-20T08:30:00+01:00",
            "place": "Raadzaal",
            "invited_organisations": invited,
        },
    )
    assert await lacking(town_hall, path, "partner-not-invited") == {FORGOTTEN[1]}
    here = f"{path}/sessions/{session['session_id']}"
    await town_hall.post(f"{here}/hold", {"organisations": invited[:7]})
    decision = {"text": "Eén huiswerkklas per wijk.", "way": "majority", "for": 6, "against": 1}
    session = await town_hall.post(f"{here}/decisions", {**decision, "dissent": "Liever per school."})
    return body, session


async def agreed(town_hall: TownHall, body: dict[str, Any], session: dict[str, Any]) -> str:
    """The objective that the council agreed on with that decision."""
    objective = await town_hall.post("/objectives", OBJECTIVE)
    agreement = {
        "body_id": body["body_id"],
        "agreed_on": "2026-11-20",
        "session_id": session["session_id"],
        "decision_id": session["decisions"][0]["decision_id"],
    }
    answer = await town_hall.post(f"/objectives/{objective['objective_id']}/agree", agreement)
    assert answer["status"] == "agreed"
    return str(objective["objective_id"])


async def acted(town_hall: TownHall, objective_id: str) -> str:
    """An action that runs, with what shows whether it works, and an action that was not done."""
    homework, visits = [
        f"/actions/{(await town_hall.post('/actions', {**body, 'objective_id': objective_id}))['action_id']}"
        for body in (HOMEWORK, VISITS)
    ]
    await town_hall.post(f"{homework}/start", {})
    await town_hall.post(f"{visits}/not-done", {"why": "De bedrijven hadden geen plaats."})
    counted = {"kind": "activities", "measure": "participants"}
    await town_hall.post(f"{homework}/indicators", {"name": "Deelnemers", "unit": "leerlingen", "source": counted})
    by_hand = {"name": "Tevreden ouders", "unit": "op tien", "source": {"kind": "entered"}}
    answer = await town_hall.post(f"{homework}/indicators", by_hand)
    indicator = named(answer["indicators"], "Tevreden ouders")
    for value in ("7.5", "8.5"):
        entered = {"school_year": "2026-2027", "value": value, "source": "Bevraging", "dated": "2026-11-13"}
        await town_hall.post(f"{homework}/indicators/{indicator['indicator_id']}/values", entered)
    return homework


async def held(town_hall: TownHall, action: str) -> None:
    """The partner runs an activity of the action; two schools register, and most of them come."""
    partner = town_hall.as_partner("de-springplank")
    activity = await partner.post(
        "/activities",
        {
            "kind": "brede-school",
            "title": "Huiswerk en spel",
            "action_id": action.rpartition("/")[2],
            "provider": "de-springplank",
            "from": "2026-11-01",
            "until": "2026-11-30",
            "target_group": "Lager",
            "capacity": 12,
        },
    )
    path = f"/activities/{activity['activity_id']}"
    await partner.post(f"{path}/open", {})
    session = await partner.post(
        f"{path}/sessions", {"starts_at": "2026-11-17T15:45:00+01:00", "ends_at": "2026-11-17T17:00:00+01:00"}
    )
    came = []
    for organisation, places in PLACES.items():
        school = town_hall.as_school(organisation.removeprefix("school-"))
        wish = {"organisation_id": organisation, "label": "4A", "places": places}
        registration = await school.post(f"{path}/registrations", wish)
        came.append({"registration_id": registration["registration_id"], "number": CAME[organisation]})
    await partner.post(f"{path}/run", {})
    here = f"{path}/sessions/{session['sessions'][0]['session_id']}/presence"
    await partner.put(here, {"came": came})
    await partner.post(f"{path}/hold", {})


async def judged(town_hall: TownHall, action: str) -> None:
    """The partner says what it makes of the action, and the coordinator what the council makes of it."""
    judgements = ((town_hall.as_partner("de-springplank"), "works"), (town_hall, "partly"))
    for who, judgement in judgements:
        body = {"held_on": "2026-11-20", "partners": ["de-springplank"], "judgement": judgement, "text": "Gezien."}
        await who.post(f"{action}/evaluations", body)


async def asked_and_answered(town_hall: TownHall) -> None:
    """A partner asks the one point of contact, who answers before the day by which it has to be answered."""
    partner = town_hall.as_partner("de-springplank")
    question = {"theme": "homework", "text": "Wanneer weten we of de zaal vrij is?"}
    asked = await partner.post("/questions-to-coordinator", question)
    path = f"/questions-to-coordinator/{asked['question_id']}"
    assert (asked["status"], asked["late"], asked["due_on"] > f"{NOW.date()}") == ("open", False, True)
    await town_hall.post(f"{path}/answer", {"answer": "Vanaf 1 december."})
    answered = await partner.get(path)
    assert (answered["status"], answered["late"], answered["answer"]) == ("answered", False, "Vanaf 1 december.")


async def lacking(town_hall: TownHall, path: str, code: str) -> set[str]:
    """The organisations that the check of a body names for this reason."""
    findings = (await town_hall.get(f"{path}/check"))["findings"]
    return {row["organisation"] for row in findings if row["code"] == code}


def named(rows: Sequence[Mapping[str, Any]], name: str) -> Any:
    """The row that is called like this."""
    return next(row for row in rows if name in (row.get("name"), row.get("title")))


def money(rows: Sequence[Mapping[str, Any]]) -> dict[int | None, tuple[Decimal, Decimal]]:
    """What is spent and what others pay of it, by calendar year and together, as it is answered."""
    return {row["year"]: (Decimal(row["amount"]), Decimal(row["paid_by_others"])) for row in rows}


def spent(
    actions: Sequence[Mapping[str, Any]], years: Sequence[int] = (2026, 2027)
) -> dict[int | None, tuple[Decimal, Decimal]]:
    """The same, counted from what was entered."""
    amounts: dict[int | None, Decimal] = defaultdict(Decimal)
    others: dict[int | None, Decimal] = defaultdict(Decimal)
    for action in actions:
        for row in action["budget"]:
            for year in (row["year"], None) if row["year"] in years else ():
                amounts[year] += Decimal(row["amount"])
                others[year] += sum((Decimal(part["amount"]) for part in row.get("co_financing", ())), Decimal())
    return {year: (amounts[year], others[year]) for year in amounts}


def number_of(years: Sequence[Mapping[str, Any]], school_year: str) -> Decimal:
    """The number of an indicator in a school year."""
    return Decimal(next(row["value"] for row in years if row["school_year"] == school_year))


@pytest.mark.soak
async def test_the_report_says_the_same_on_paper_in_a_file_and_for_a_word_processor(
    town_hall: TownHall, stack: Stack
) -> None:
    await play_policy(town_hall, now=NOW, seed=1)
    path = "/reports/multi-year-plan?from=2025&until=2027"
    report = await town_hall.get(path)
    total = money(report["budget"])[None]
    assert total == spent(await town_hall.all("/actions"), years=(2025, 2026, 2027))[None]

    rows = [*csv.DictReader(io.StringIO((await read(stack, path, "text/csv")).decode("utf-8-sig")))]
    budgets = [row for row in rows if row["part"] == "budget" and row["period"] == "2025-2027" and not row["part_of"]]
    assert {Decimal(row["value"]) for row in budgets} >= set(total)
    paper = Pdf(await read(stack, path, "application/pdf")).text
    written = html.fromstring(await read(stack, path, "text/html")).text_content()
    for objective in report["objectives"]:
        for said in (objective["title"], *(action["title"] for action in objective["actions"])):
            assert said in paper
            assert said in written
    amount = f"{total[0]:,.2f}".translate(str.maketrans(",.", ".,"))
    assert amount in paper
    assert amount in written


async def read(stack: Stack, path: str, form: str) -> bytes:
    """What the coordinator gets in a form that `Accept` asks for."""
    headers = {"Authorization": f"Bearer {stack.token(Role.COORDINATOR)}", "Accept": form}
    async with httpx.AsyncClient(base_url=stack.service_url("consultation"), timeout=60) as client:
        return (await client.get(path, headers=headers)).raise_for_status().content
