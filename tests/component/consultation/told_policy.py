"""Some years of an invented education policy, entered over HTTP, and what they have to come to."""

from dataclasses import dataclass
from typing import Any

from .councils import council, posted, with_organisations
from .harness import Harness
from .test_policy_over_http import ACTION, EVALUATION, INDICATOR, OBJECTIVE

BUDGETS = {
    "Huiswerkklas": {2026: ("2500.00", ["499.99"]), 2027: ("4000.50", [])},
    "Taalbad": {2026: ("100.00", ["20.00", "5.00"]), 2033: ("9.00", [])},
}
"""Of each action by calendar year what it costs, and what each of the others pays of it."""
ENTERED = {"2026-2027": "24", "2027-2028": "31"}


@dataclass(frozen=True)
class Told:
    """The ids of what was entered."""

    body: str
    objective: str
    homework: str
    language: str


def _budget(title: str) -> list[dict[str, Any]]:
    return [
        {"year": year, "amount": amount, "co_financing": [{"by": f"Fonds {n}", "amount": x} for n, x in enumerate(by)]}
        for year, (amount, by) in BUDGETS[title].items()
    ]


async def told_policy(harness: Harness) -> Told:
    """A council with a decision with dissent; an objective with an action that is measured, and one that was left."""
    await with_organisations(harness)
    body = (await council(harness, quorum=1))["body_id"]
    await posted(harness, f"/bodies/{body}/members/partners", {"from": "2026-09-01"}, status=200)
    await _session(harness, body)
    objective = (await posted(harness, "/objectives", OBJECTIVE))["objective_id"]
    agreed = {"body_id": body, "agreed_on": "2026-11-10"}
    await posted(harness, f"/objectives/{objective}/agree", agreed, status=200)
    homework = await _action(harness, objective, "Huiswerkklas")
    await posted(harness, f"/actions/{homework}/start", {}, status=200)
    await _measured(harness, homework)
    await posted(harness, f"/actions/{homework}/evaluations", EVALUATION)
    language = await _action(harness, objective, "Taalbad", owner=None)
    await posted(harness, f"/actions/{language}/not-done", {"why": "Geen lesgever gevonden."}, status=200)
    return Told(body, objective, homework, language)


async def _session(harness: Harness, body: str) -> None:
    times = {"starts_at": "2026-11-10T14:00:00+01:00", "ends_at": "2026-11-10T16:00:00+01:00", "place": "Raadzaal"}
    session = (await posted(harness, f"/bodies/{body}/sessions", times))["session_id"]
    path = f"/bodies/{body}/sessions/{session}"
    async with harness.asking("coordinator") as client:
        present = {"organisations": ["school-1", "school-2", "clb-a"]}
        held = await client.post(f"{path}/hold", json=present, headers={"If-Match": "*"})
        assert held.status_code == 200, held.text
        decision = {"text": "Eén meldpunt.", "way": "majority", "for": 2, "against": 1, "dissent": "Liever per school."}
        decided = await client.post(f"{path}/decisions", json=decision)
        assert decided.status_code == 201, decided.text


async def _action(harness: Harness, objective: str, title: str, **fields: object) -> str:
    body = {**ACTION, "objective_id": objective, "title": title, "budget": _budget(title), **fields}
    return str((await posted(harness, "/actions", body))["action_id"])


async def _measured(harness: Harness, action: str) -> None:
    """Indicators of each kind: entered, a figure with and without its group, activities and requests."""
    entered = await posted(harness, f"/actions/{action}/indicators", INDICATOR)
    values = f"/actions/{action}/indicators/{entered['indicators'][0]['indicator_id']}/values"
    for school_year, value in ENTERED.items():
        body = {"school_year": school_year, "value": value, "source": "Telling bibliotheek", "dated": "2026-11-11"}
        await posted(harness, values, body)
    sources = {
        "Dossiers spijbelen": {"kind": "figure", "service": "casework", "figure": "cases", "group": "truancy"},
        "Heropende dossiers": {"kind": "figure", "service": "casework", "figure": "cases", "group": "truancy/reopened"},
        "Alle dossiers": {"kind": "figure", "service": "casework", "figure": "cases"},
        "Deelnemers": {"kind": "activities", "measure": "participants"},
        "Aanvragen": {"kind": "requests"},
    }
    for name, source in sources.items():
        body = {"name": name, "unit": "aantal", "source": source}
        await posted(harness, f"/actions/{action}/indicators", body)
