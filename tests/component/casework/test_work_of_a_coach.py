"""A youth coach has the worklist and the caseload of what the coach was given, and nobody else's."""

from datetime import timedelta

from tests.tokens import bearer

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, person

COACH = bearer("youth-coach", contact="coach-1")


async def cases_of(harness: Harness, *schools: str) -> list[str]:
    """A truancy case at each of these schools; the coach reads those of the own school."""
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    for number, school in enumerate(schools):
        signal = level_reached(school=school, pupil=f"P-{number}")
        await harness.receive(person(signal.person_id, (school, f"P-{number}")), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
    by_pupil = {case["pupil"]: case["case_id"] for case in await harness.cases()}
    return [by_pupil[f"P-{number}"] for number in range(len(schools))]


async def test_the_worklist_has_what_the_coach_was_given_and_own_tasks(harness: Harness) -> None:
    given, tasked, _, unseen = await cases_of(harness, OTHER_SCHOOL, SCHOOL, SCHOOL, OTHER_SCHOOL)
    await harness.act(given, "assign", assignee="coach-1")
    for case_id in (tasked, unseen):
        await harness.act(case_id, "tasks", text="bellen", owner="coach-1", due="2026-11-24")
    work = (await harness.http.get("/worklist", headers=COACH)).json()
    assert {item["case_id"]: item["reason"] for item in work["items"]} == {tasked: "task", given: "respond"}
    assert work["counts"] == {"respond": 1, "task": 1}
    assert {(item["given_name"], item["family_name"]) for item in work["items"]} == {("Amina", None)}
    assert (await harness.http.get("/worklist", params={"q": "vandeputte"}, headers=COACH)).json()["items"] == []


async def test_the_caseload_is_the_coachs_own(harness: Harness) -> None:
    given, theirs, _ = await cases_of(harness, OTHER_SCHOOL, SCHOOL, SCHOOL)
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    await harness.act(theirs, "assign", assignee="cw-2")
    assert (await harness.http.get("/caseloads", headers=COACH)).json()["items"] == []
    await harness.act(given, "assign", assignee="coach-1")
    loads = (await harness.http.get("/caseloads", headers=COACH)).json()
    assert [(load["assignee"], load["total"], load["waiting"]) for load in loads["items"]] == [("coach-1", 1, 1)]
    assert loads["teams"] == []


async def test_the_own_cases_say_what_comes_next(harness: Harness) -> None:
    first, second, _ = await cases_of(harness, OTHER_SCHOOL, SCHOOL, SCHOOL)
    for case_id in (first, second):
        await harness.act(case_id, "assign", assignee="coach-1")
    await harness.act(first, "start")
    said = {"contact_every": {"number": 1, "unit": "school-days"}, "evaluations": [{"on": "2026-12-01"}]}
    said |= {"hand_over": {"role": "clb", "on": "2027-01-08"}}
    put = await harness.http.put(f"/cases/{first}/trajectory", json=said, headers=COACH)
    assert put.status_code == 200
    talk = {"on": "2026-11-19", "party": "pupil", "means": "talk", "text": "gesproken"}
    await harness.http.post(f"/cases/{first}/contacts", json=talk, headers=COACH)

    page = (await harness.http.get("/caseloads/own", params={"limit": 1}, headers=COACH)).json()
    assert {name: page[name] for name in ("total", "weight", "heavy", "waiting")} == {
        "total": 2,
        "weight": 2,
        "heavy": True,
        "waiting": 1,
    }
    rest = (await harness.http.get("/caseloads/own", params={"cursor": page["next"]}, headers=COACH)).json()
    names = ("trajectory", "last_contact", "contact_by", "next_evaluation", "hand_over_on", "weight")
    told = {item["case_id"]: tuple(item[name] for name in names) for item in page["items"] + rest["items"]}
    assert told == {
        first: (1, "2026-11-19", "2026-11-20", "2026-12-01", "2027-01-08", 1),
        second: (None, None, None, None, None, 1),
    }
    [waiting] = [item for item in page["items"] + rest["items"] if item["waiting_since"]]
    assert (waiting["case_id"], waiting["family_name"]) == (second, None)

    await harness.act(first, "hold", until="2026-12-24", reason="reden")
    held = (await harness.http.get("/caseloads/own", headers=COACH)).json()["items"]
    assert {item["contact_by"] for item in held} == {None}
    other = bearer("caseworker", contact="cw-9")
    assert (await harness.http.get("/caseloads/own", headers=other)).json()["items"] == []


async def test_a_coach_who_stands_in_has_the_cases_of_the_absent_coach(harness: Harness) -> None:
    given, other, _ = await cases_of(harness, OTHER_SCHOOL, OTHER_SCHOOL, SCHOOL)
    await harness.receive(contact("coach-2", "youth-coach", SCHOOL), "coach-2")
    await harness.receive(contact("cw-2", "caseworker"), "cw-2")
    await harness.act(given, "assign", assignee="coach-1")
    await harness.act(other, "assign", assignee="cw-2")
    await harness.act(given, "notes", text="Ging naar de buurtwerking", visibility="team")
    deputy = bearer("youth-coach", sub="u-2", contact="coach-2")

    async def reads(*paths: str) -> list[int]:
        return [(await harness.http.get(path, headers=deputy)).status_code for path in paths]

    assert (await harness.http.get("/worklist", headers=deputy)).json()["items"] == []
    assert await reads(f"/cases/{given}", f"/cases/{other}") == [404, 404]
    away = {"from": "2026-11-23", "until": "2026-11-27", "deputy": "coach-2"}
    put = await harness.http.put("/workers/coach-1/absence", json=away, headers=COACH)
    assert put.status_code == 200, put.text
    [item] = (await harness.http.get("/worklist", headers=deputy)).json()["items"]
    assert (item["case_id"], item["as_deputy"], item["family_name"]) == (given, True, None)
    assert "start" in item["actions"]
    assert await reads(f"/cases/{given}", f"/cases/{given}/tasks", f"/cases/{other}") == [200, 200, 404]
    found = (await harness.http.get("/cases", params={"q": "buurtwerking"}, headers=deputy)).json()["items"]
    assert [case["case_id"] for case in found] == [given]
    assert (await harness.http.post(f"/cases/{given}/start", headers=deputy)).status_code == 200
    harness.clock.advance(timedelta(days=5))
    assert (await harness.http.get("/worklist", headers=deputy)).json()["items"] == []
    assert await reads(f"/cases/{given}") == [404]
