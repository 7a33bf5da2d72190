"""Who may do what with a case of which type: every cell of the table, at the own school and elsewhere, given or not."""

from typing import Any
from uuid import uuid4

import pytest
from tests.tokens import bearer

from casework.api.rights import ENDPOINTS, Deed, Reach, reach
from casework.domain.states import Action
from casework.testing.factories import CASE_TYPES
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from .of_types import BY_PERSON, at_risk, opened

BODIES: dict[str, dict[str, Any]] = {
    "assign": {"assignee": "youth-coach-1"},
    "assess": {"checks": {}},
    "hold": {"until": "2026-11-30", "reason": "reden"},
    "monitor": {"criteria": [{"kind": "no-new-problematic-half-day", "school_weeks": 2}]},
    "withdraw": {"reason": "reden"},
    "close": {"outcome": "other", "reason": "reden"},
    "approve": {"approved": True, "reason": "reden"},
    "reopen": {"reason": "reden"},
    "transfer": {"school": OTHER_SCHOOL, "pupil": "P-9", "reason": "reden"},
    "notes": {"text": "nota"},
    "tasks": {"text": "bellen", "owner": "youth-coach-1", "due": "2026-11-30"},
    "refer": {"to": "municipality", "name": "Stad", "reason_code": "moved"},
    "consents": {"purpose": "share-with-municipality", "on": "2026-11-20", "not_needed": "legal-duty"},
    "plan": {"goals": [{"text": "doel"}]},
    "trajectory": {"goals": [{"text": "doel"}]},
    "contacts": {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "x"},
    "merge": {"into": str(uuid4()), "reason": "reden"},
    "link": {"case_id": str(uuid4()), "relation": "sibling", "reason": "reden"},
    "guests": {"role": "parent", "name": "Verzonnen Naam"},
}
OF_A_CASE = {name: deed for name, deed in ENDPOINTS.items() if "{case_id}" in name}
OF_A_PART = {name for name in OF_A_CASE if name.count("{") > 1} | {
    f"GET /cases/{{case_id}}/{part}" for part in ("plan", "trajectory")
}  # may not be there
SCENARIOS = {"own": (SCHOOL, False), "elsewhere": (OTHER_SCHOOL, False), "given": (OTHER_SCHOOL, True)}
# By hand, from the interface and the definitions: what a role may do with cases of a type, beside those who act on all.
READ = {
    Role.COUNSELLOR: {"truancy", "toddler-participation", "bullying", "dropout-risk"},
    Role.CLB: {"truancy", "toddler-participation"},
    Role.YOUTH_COACH: {"truancy", "dropout-risk"},
}
GIVEN = {Role.YOUTH_COACH: {"truancy", "bullying", "dropout-risk"}}
WITH_TRAJECTORY = {"truancy", "dropout-risk"}
BY_HAND = {"truancy", "not-enrolled", "toddler-participation", "newcomer", "dropout-risk"}
EVERYWHERE = {Role.CASEWORKER, Role.COORDINATOR}


def expected(role: Role, deed: Action | Deed, case_type: str) -> Reach:
    if deed is Deed.REPORT:
        own = Reach.OWN if role in {Role.SCHOOL, Role.COUNSELLOR} else Reach.NOTHING
        return (Reach.ALL if role in EVERYWHERE else own) if case_type == "bullying" else Reach.NOTHING
    if deed is Deed.OPEN:
        return Reach.ALL if role in EVERYWHERE and case_type in BY_HAND else Reach.NOTHING
    if deed is Deed.TRAJECTORY and case_type not in WITH_TRAJECTORY:
        return Reach.NOTHING
    if deed in {Deed.PAPER, Deed.MERGE, Deed.STUCK}:
        return Reach.ALL if role in EVERYWHERE else Reach.NOTHING
    if deed is Deed.ANSWER:
        asked_of = role in {Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH}
        return Reach.ALL if role in EVERYWHERE else Reach.ASKED if asked_of else Reach.NOTHING
    if deed in {Action.APPROVE, Deed.REASSIGN}:
        return Reach.ALL if role is Role.COORDINATOR else Reach.NOTHING
    if role in EVERYWHERE:
        return Reach.ALL
    given = Reach.GIVEN if case_type in GIVEN.get(role, set()) else Reach.NOTHING
    own = Reach.OWN if deed is Deed.READ and case_type in READ.get(role, set()) else Reach.NOTHING
    return own | given


ASKS_MUCH = {Role.CASEWORKER, Role.COORDINATOR, Role.YOUTH_COACH}
"""The roles with so many cells that asking for all takes long."""


@pytest.mark.parametrize("case_type", list(CASE_TYPES), ids=str)
@pytest.mark.parametrize("role", list(Role))
def test_a_cell_of_the_table(role: Role, case_type: Any) -> None:
    deeds = set(ENDPOINTS.values())
    assert deeds == {*Action, *Deed}
    assert {deed: reach(role, deed, case_type) for deed in deeds} == {
        deed: expected(role, deed, case_type.name) for deed in deeds
    }


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.soak if role in ASKS_MUCH else ()) for role in Role]
)
async def test_an_endpoint_does_what_the_table_says(harness: Harness, role: Role) -> None:
    await harness.receive(contact("youth-coach-1", "youth-coach", SCHOOL), "youth-coach-1")
    if role not in (Role.YOUTH_COACH, Role.PARTNER):
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    headers = bearer(role, **claims(role))
    for case_type in CASE_TYPES:
        for scenario in scenarios(role):
            school, given = SCENARIOS[scenario]
            case = await opened(harness, case_type.name, school)
            if given:
                await harness.act(case["case_id"], "assign", assignee="youth-coach-1")
            at_own_school = school == SCHOOL and case_type.name not in BY_PERSON
            for endpoint, deed in OF_A_CASE.items():
                status = await asked(harness, endpoint, case["case_id"], headers)
                allowed, known = (
                    has(expected(role, of, case_type.name), own=at_own_school, given=given and role is Role.YOUTH_COACH)
                    for of in (deed, Deed.READ)
                )
                cell = (case_type.name, scenario, endpoint)
                if allowed:
                    refused = status == 403 or (status == 404 and endpoint not in OF_A_PART)
                    assert (*cell, refused) == (*cell, False)
                    assert (*cell, status < 500) == (*cell, True)
                elif known:
                    assert (*cell, status) == (*cell, 403)
                else:
                    assert (*cell, status in (403, 404)) == (*cell, True)


def claims(role: Role) -> dict[str, str]:
    """What a token of this role says beside it; no contact of the directory is a partner."""
    own = {Role.SCHOOL: {"school": SCHOOL}, Role.PARTNER: {"organisation": "vzw-1"}}
    return own.get(role, {"contact": f"{role}-1"})


def scenarios(role: Role) -> list[str]:
    """That a coach was given a case changes nothing for who is no coach, and the school nothing for who reads all."""
    if role is Role.YOUTH_COACH:
        return list(SCENARIOS)
    return ["own", "elsewhere"] if role in READ else ["own"]


def has(cases: Reach, *, own: bool, given: bool) -> bool:
    return bool(cases & Reach.ALL or (own and cases & Reach.OWN) or (given and cases & Reach.GIVEN))


async def asked(harness: Harness, endpoint: str, case_id: str, headers: dict[str, str]) -> int:
    method, template = endpoint.split(" ")
    parts = dict.fromkeys(("task_id", "paper_id", "link_id", "guest_id", "note_id"), uuid4())
    path = template.format(case_id=case_id, kind="summary", **parts)
    name = template.removesuffix("/{guest_id}").removesuffix("/{note_id}").rpartition("/")[2]
    body = BODIES.get(name) if method in ("POST", "PUT") else None
    if method == "PUT":
        headers = headers | {"If-Match": "*"}
    return (await harness.http.request(method, path, json=body, headers=headers)).status_code


@pytest.mark.parametrize("role", list(Role))
async def test_who_lists_which_types(harness: Harness, role: Role) -> None:
    await harness.receive(contact("youth-coach-1", "youth-coach", SCHOOL), "youth-coach-1")
    if role is not Role.PARTNER:
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1", sequence=2)
    headers = bearer(role, **claims(role))
    cases = {}
    for case_type in CASE_TYPES:
        for scenario, (school, given) in SCENARIOS.items():
            cases[case_type.name, scenario] = case = await opened(harness, case_type.name, school)
            if given:
                await harness.act(case["case_id"], "assign", assignee="youth-coach-1")
    answer = await harness.http.get("/cases", params={"limit": 100}, headers=headers)
    if role in {Role.SCHOOL, Role.OPERATOR, Role.PARTNER}:
        assert answer.status_code == 403
        return
    listed = {item["case_id"] for item in answer.json()["items"]}
    seen = {cell for cell, case in cases.items() if case["case_id"] in listed}
    assert seen == {
        (case_type, scenario)
        for case_type, scenario in cases
        if has(
            expected(role, Deed.READ, case_type),
            own=scenario == "own" and case_type not in BY_PERSON,
            given=scenario == "given" and role is Role.YOUTH_COACH,
        )
    }


async def test_a_coach_who_gets_a_case_acts_on_it_and_no_longer_once_it_is_taken_away(harness: Harness) -> None:
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    coach = bearer("youth-coach", contact="coach-1")
    case_id = (await opened(harness, "bullying", OTHER_SCHOOL))["case_id"]
    path = f"/cases/{case_id}"
    assert (await harness.http.get(path, headers=coach)).status_code == 404
    await harness.act(case_id, "assign", assignee="coach-1")
    shown = (await harness.http.get(path, headers=coach)).json()
    assert shown["actions"] == ["assign", "assess", "start", "hold", "close", "transfer"]
    assert (await harness.http.post(f"{path}/start", headers=coach)).json()["status"] == "active"
    await harness.act(case_id, "assign", assignee="cw-1")
    assert (await harness.http.post(f"{path}/close", json=BODIES["close"], headers=coach)).status_code == 404


class TestReports:
    @pytest.mark.parametrize(
        ("role", "claims", "status"),
        [
            ("school", {"school": SCHOOL}, 201),
            ("school", {"school": OTHER_SCHOOL}, 403),
            ("counsellor", {"contact": "c-1"}, 201),
            ("counsellor", {"contact": "c-2"}, 403),
            ("clb", {"contact": "c-1"}, 403),
            ("youth-coach", {"contact": "c-1"}, 403),
            ("operator", {}, 403),
            ("coordinator", {}, 201),
        ],
    )
    async def test_of_the_own_school(self, harness: Harness, role: str, claims: dict[str, str], status: int) -> None:
        await harness.receive(contact("c-1", role, SCHOOL), "c-1")
        await harness.receive(contact("c-2", role, OTHER_SCHOOL), "c-2")
        await opened(harness, "dropout-risk")
        pupil = (await harness.only_case())["pupil"]
        body = {"case_type": "bullying", "school": SCHOOL, "pupil": pupil, "code": "verbal"}
        answer = await harness.http.post("/reports", json=body, headers=bearer(role, **claims))
        assert answer.status_code == status
        assert len(await harness.cases(case_type="bullying")) == (status == 201)
        if status == 201:
            assert set(answer.json()) == {"report_id", "received_at"}

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"case_type": "truancy"}, "case_type"),
            ({"case_type": "luck"}, "case_type"),
            ({"code": "luck"}, "code"),
            ({"pupil": "P-9"}, "pupil"),
            ({"school": "12"}, "school"),
        ],
    )
    async def test_a_wrong_field_is_named(self, harness: Harness, change: dict[str, str], field: str) -> None:
        case = await opened(harness, "dropout-risk")
        body = {"case_type": "bullying", "school": SCHOOL, "pupil": case["pupil"], "code": "verbal"} | change
        answer = await harness.http.post("/reports", json=body)
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])

    @pytest.mark.parametrize(
        ("named", "claims", "spoken_to"),
        [
            ("c-1", {"school": SCHOOL}, "c-1"),
            (None, {"school": SCHOOL}, None),
            (None, {"contact": "c-1"}, "c-1"),
            ("c-2", {"school": SCHOOL}, "refused"),
            ("clb-1", {"school": SCHOOL}, "refused"),
            ("nobody", {"school": SCHOOL}, "refused"),
        ],
    )
    async def test_with_whom_to_speak_to_at_the_school(
        self, harness: Harness, named: str | None, claims: dict[str, str], spoken_to: str | None
    ) -> None:
        for contact_id, role, school in (("c-1", "counsellor", SCHOOL), ("c-2", "counsellor", OTHER_SCHOOL)):
            await harness.receive(contact(contact_id, role, school), contact_id)
        await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
        case = await opened(harness, "dropout-risk")
        body = {"case_type": "bullying", "school": SCHOOL, "pupil": case["pupil"], "code": "verbal", "contact": named}
        headers = bearer("counsellor" if "contact" in claims else "school", **claims)
        answer = await harness.http.post("/reports", json=body, headers=headers)
        if spoken_to == "refused":
            assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "contact")
            return
        [bullying] = await harness.cases(case_type="bullying")
        assert [ground["contact"] for ground in bullying["grounds"]] == [spoken_to]
        [told, *_] = await harness.timeline(bullying["case_id"])
        assert ("Contactpersoon: c-1." in told["text"]) == (spoken_to is not None)

    async def test_text_that_comes_along_goes_nowhere(self, harness: Harness) -> None:
        case = await opened(harness, "dropout-risk")
        body = {"case_type": "bullying", "school": SCHOOL, "pupil": case["pupil"], "code": "verbal", "text": "kanarie"}
        await harness.http.post("/reports", json=body)
        [bullying] = await harness.cases(case_type="bullying")
        assert "kanarie" not in str(await harness.timeline(bullying["case_id"]))


class TestByHand:
    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"case_type": "bullying"}, "case_type"),
            ({"case_type": "toddler-participation"}, "signal_id"),
            ({"case_type": "truancy", "signal_id": str(uuid4())}, "signal_id"),
            ({"case_type": "toddler-participation", "signal_id": str(uuid4())}, "signal_id"),
            ({"case_type": "toddler-participation", "signal_id": str(uuid4()), "pupil": "P-1"}, "signal_id"),
        ],
    )
    async def test_only_what_the_type_says_opens_a_case(
        self, harness: Harness, body: dict[str, str], field: str
    ) -> None:
        answer = await harness.http.post("/cases", json={"reason": "reden", **body})
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])

    async def test_an_early_signal_is_accepted_once_and_a_second_joins(self, harness: Harness) -> None:
        case = await opened(harness, "toddler-participation")
        [ground] = case["grounds"]
        again = {"case_type": "toddler-participation", "signal_id": ground["id"], "reason": "reden"}
        refused = await harness.http.post("/cases", json=again)
        assert (refused.status_code, refused.json()["case_id"]) == (409, case["case_id"])
        signal = at_risk(case["person_id"], SCHOOL, case["pupil"], rate=0.4)
        for _ in range(2):
            await harness.receive(signal, case["person_id"])
        joined = await harness.http.post("/cases", json=again | {"signal_id": str(signal.signal_id)})
        assert (joined.json()["case_id"], len(joined.json()["grounds"])) == (case["case_id"], 2)

    async def test_an_early_signal_alone_opens_nothing(self, harness: Harness) -> None:
        signal = at_risk(uuid4(), SCHOOL, "P-1")
        await harness.receive(signal, str(signal.person_id))
        await harness.receive(at_risk(uuid4(), SCHOOL, "P-2", kind="attendance-drop"), "other")
        assert await harness.cases() == []
        assert await harness.parked() == []
