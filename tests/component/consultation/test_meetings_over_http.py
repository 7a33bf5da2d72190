"""`/meetings`: read, arranged by hand, and as a calendar entry."""

from uuid import uuid4

import pytest
from icalendar import Calendar

from shared.contracts.casework_cases import CaseEscalated, CaseOpened, CaseWithdrawn, WithdrawalDropped
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    return harness


async def get(harness: Harness, path: str, role: str = "caseworker", contact: str | None = None):
    async with harness.asking(role, contact) as client:
        return await client.get(path)


async def known_case(harness: Harness, **fields) -> Case:
    case = Case(**fields)
    await harness.tell(case.event(CaseOpened))
    return case


async def arrange(harness: Harness, **body):
    async with harness.asking("caseworker") as client:
        return await client.post("/meetings", json=body)


def ids(answer) -> list[str]:
    return [item["meeting_id"] for item in answer.json()["items"]]


async def test_a_meeting_is_as_it_was_told_with_its_status(staffed: Harness):
    meeting = await staffed.request()
    answer = await get(staffed, f"/meetings/{meeting.meeting_id}")
    ((_, told),) = await staffed.sent(meeting.meeting_id)
    assert answer.headers["etag"] == '"1"'
    shown = answer.json()
    for participant in shown["participants"]:
        assert participant.pop("reply") is None
    assert {**shown, **told} == shown
    assert (answer.json()["status"], answer.json()["ical_sequence"]) == ("scheduled", 0)
    assert answer.json()["link"] == f"http://127.0.0.1:8000/overleg/{meeting.meeting_id}"


async def test_a_meeting_without_slot_says_why(harness: Harness):
    meeting = await harness.request()
    answer = (await get(harness, f"/meetings/{meeting.meeting_id}")).json()
    assert (answer["status"], answer["starts_at"], answer["participants"]) == ("proposed", None, [])
    assert answer["reasons"] == ["no-counsellor-for-school", "no-caseworker-for-school"]


async def test_the_list_can_be_narrowed(staffed: Harness):
    here, there = Case(), Case(school=OTHER_SCHOOL)
    one, other = str((await staffed.request(here)).meeting_id), str((await staffed.request(there)).meeting_id)
    assert ids(await get(staffed, "/meetings")) == [one, other]
    assert ids(await get(staffed, f"/meetings?school={SCHOOL}")) == [one]
    assert ids(await get(staffed, f"/meetings?case={there.case_id}")) == [other]
    assert ids(await get(staffed, "/meetings?contact=counsellor-2")) == [other]
    assert ids(await get(staffed, "/meetings?status=scheduled&contact=worker-1")) == [one, other]
    assert ids(await get(staffed, "/meetings?status=held")) == []


async def test_the_list_comes_in_pages_oldest_first(staffed: Harness):
    made = [str((await staffed.request(Case())).meeting_id) for _ in range(3)]
    first = await get(staffed, "/meetings?limit=2")
    second = await get(staffed, f"/meetings?limit=2&cursor={first.json()['next']}")
    assert (ids(first), ids(second), second.json()["next"]) == (made[:2], made[2:], None)


@pytest.mark.parametrize("query", ["status=lost", "school=12", "case=1", "limit=0", "limit=201", "cursor=x"])
async def test_a_malformed_filter_is_refused(harness: Harness, query: str):
    assert (await get(harness, f"/meetings?{query}")).status_code == 422


async def test_what_is_not_there_is_not_found(harness: Harness):
    assert (await get(harness, f"/meetings/{uuid4()}")).status_code == 404
    assert (await get(harness, f"/meetings/{uuid4()}.ics")).status_code == 404


class TestCalendarEntry:
    """`GET /meetings/{id}.ics`."""

    async def test_it_has_reference_place_and_link_and_no_name(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await get(staffed, f"/meetings/{meeting.meeting_id}.ics", "counsellor", "counsellor-1")
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert event["summary"] == "Zorgoverleg SP-2026-000123"
        assert event["uid"] == meeting.ical_uid
        assert (event["organizer"], "ATTENDEE" in event) == ("mailto:flankerend@localhost", False)
        assert "Voorbeeld" not in answer.text

    async def test_a_meeting_without_time_has_none(self, harness: Harness):
        meeting = await harness.request()
        assert (await get(harness, f"/meetings/{meeting.meeting_id}.ics")).status_code == 404


class TestArranging:
    """`POST /meetings`."""

    async def test_the_earliest_slot_is_taken_when_no_time_is_asked(self, staffed: Harness):
        case = await known_case(staffed)
        answer = await arrange(staffed, case_ids=[str(case.case_id)])
        body = answer.json()
        assert answer.status_code == 201
        assert answer.headers["location"] == f"/meetings/{body['meeting_id']}"
        assert (body["status"], body["school"]) == ("scheduled", SCHOOL)
        assert body["starts_at"] == "2026-11-13T10:00:00+01:00"
        assert [kind for kind, _ in await staffed.sent(body["meeting_id"])] == ["meeting-scheduled"]

    async def test_a_time_can_be_asked(self, staffed: Harness):
        case = await known_case(staffed)
        answer = await arrange(
            staffed, case_ids=[str(case.case_id)], starts_at="2026-11-30T14:00:00+01:00", place="Lokaal 12"
        )
        assert (answer.json()["starts_at"], answer.json()["place"]) == ("2026-11-30T14:00:00+01:00", "Lokaal 12")

    @pytest.mark.parametrize(
        "starts_at",
        [
            "2026-11-12T09:00:00+01:00",
            "2026-11-14T09:00:00+01:00",
            "2026-11-16T11:30:00+01:00",
            "2026-11-16T10:17:33+01:00",
        ],
    )
    async def test_a_time_that_is_past_or_no_start_of_a_meeting_is_refused(self, staffed: Harness, starts_at: str):
        case = await known_case(staffed)
        answer = await arrange(staffed, case_ids=[str(case.case_id)], starts_at=starts_at)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "starts_at")

    async def test_a_time_at_which_someone_required_is_taken_is_a_conflict(self, staffed: Harness):
        await staffed.request()
        case = await known_case(staffed)
        answer = await arrange(staffed, case_ids=[str(case.case_id)], starts_at="2026-11-17T09:00:00+01:00")
        assert answer.status_code == 409

    async def test_a_case_is_in_one_meeting_at_a_time_wherever_that_is(self, staffed: Harness):
        await staffed.add("counsellor-3", Role.COUNSELLOR, SCHOOL)
        await staffed.add("worker-2", Role.CASEWORKER)
        case = Case()
        meeting = await staffed.request(case)
        here = {"case_ids": [str(case.case_id)], "place": "Lokaal 12"}
        same = await arrange(staffed, **here, starts_at="2026-11-17T08:30:00+01:00")
        assert (same.status_code, same.json()["meeting_id"]) == (409, str(meeting.meeting_id))
        later = await arrange(staffed, **here, starts_at="2026-11-17T09:15:00+01:00")
        assert later.status_code == 201

    @pytest.mark.parametrize("place", ["Lokaal 12", " lokaal  12"])
    async def test_a_place_that_is_taken_is_a_conflict_however_it_is_written(self, staffed: Harness, place: str):
        await staffed.add("counsellor-3", Role.COUNSELLOR, SCHOOL)
        await staffed.add("worker-2", Role.CASEWORKER)
        cases = [await known_case(staffed) for _ in range(3)]
        first, second, elsewhere = [
            await arrange(staffed, case_ids=[str(case.case_id)], starts_at="2026-11-30T14:00:00+01:00", place=where)
            for case, where in zip(cases, ("Lokaal 12", place, "Lokaal 13"), strict=True)
        ]
        assert (second.status_code, second.json()["meeting_id"]) == (409, first.json()["meeting_id"])
        assert elsewhere.status_code == 201

    @pytest.mark.parametrize(("of_new_year", "school"), [(True, OTHER_SCHOOL), (False, SCHOOL)])
    async def test_a_case_that_went_on_at_another_school_meets_there(
        self, staffed: Harness, of_new_year: bool, school: str
    ):
        case = await known_case(staffed)
        await staffed.tell(case.event(CaseEscalated, school=OTHER_SCHOOL, new_school_year=of_new_year))
        answer = await arrange(staffed, case_ids=[str(case.case_id)])
        assert (answer.status_code, answer.json()["school"]) == (201, school)

    async def test_a_place_is_taken_by_a_meeting_of_another_school_too(self, staffed: Harness):
        await staffed.add("counsellor-3", Role.COUNSELLOR, OTHER_SCHOOL)
        await staffed.add("worker-2", Role.CASEWORKER)
        cases = [await known_case(staffed), await known_case(staffed, school=OTHER_SCHOOL)]
        first, second = [
            await arrange(
                staffed, case_ids=[str(case.case_id)], starts_at="2026-11-30T14:00:00+01:00", place="Stadhuis, lokaal 2"
            )
            for case in cases
        ]
        assert (second.status_code, second.json()["meeting_id"]) == (409, first.json()["meeting_id"])

    async def test_without_a_slot_it_is_proposed(self, harness: Harness):
        case = await known_case(harness)
        answer = await arrange(harness, case_ids=[str(case.case_id)], hold_by="2026-11-20")
        assert (answer.status_code, answer.json()["status"]) == (201, "proposed")

    async def test_several_cases_share_a_meeting(self, staffed: Harness):
        cases = [await known_case(staffed), await known_case(staffed)]
        answer = await arrange(staffed, case_ids=[str(case.case_id) for case in cases], required_roles=["counsellor"])
        assert answer.json()["case_ids"] == [str(case.case_id) for case in cases]
        await staffed.tell(cases[0].event(CaseWithdrawn))
        assert (await staffed.meetings_of(cases[1]))[0].status == "scheduled"
        await staffed.tell(cases[1].event(CaseWithdrawn))
        assert (await staffed.meetings_of(cases[1]))[0].status == "cancelled"

    async def test_unknown_and_ended_cases_are_refused(self, staffed: Harness):
        ended = await known_case(staffed)
        await staffed.tell(ended.event(CaseWithdrawn))
        for case_id in (ended.case_id, uuid4()):
            answer = await arrange(staffed, case_ids=[str(case_id)])
            assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "case_ids")

    async def test_the_school_is_asked_where_no_event_has_said_it(self, staffed: Harness):
        case = Case()
        await staffed.tell(case.event(WithdrawalDropped))
        answer = await arrange(staffed, case_ids=[str(case.case_id)])
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "school")
        assert (await arrange(staffed, case_ids=[str(case.case_id)], school=SCHOOL)).status_code == 201

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"case_ids": []}, "case_ids"),
            ({"required_roles": []}, "required_roles"),
            ({"required_roles": ["clb"]}, "optional_roles"),
            ({"not_before": "2026-11-20", "hold_by": "2026-11-19"}, "hold_by"),
            ({"starts": "2026-11-20T09:00:00+01:00"}, "starts"),
            ({"starts_at": "2026-11-20T09:00:00"}, "starts_at"),
        ],
    )
    async def test_a_malformed_request_is_refused_with_its_field(
        self, staffed: Harness, body: dict[str, object], field: str
    ):
        case = await known_case(staffed)
        answer = await arrange(staffed, **{"case_ids": [str(case.case_id)], **body})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

    async def test_the_same_idempotency_key_arranges_one_meeting(self, staffed: Harness):
        case = await known_case(staffed)
        async with staffed.asking("caseworker") as client:
            body, key = {"case_ids": [str(case.case_id)]}, {"Idempotency-Key": "k-1"}
            answers = [await client.post("/meetings", json=body, headers=key) for _ in range(2)]
        assert answers[0].json() == answers[1].json()
        assert len(await staffed.meetings_of(case)) == 1


class TestRights:
    """The rights table's rows of meetings."""

    @pytest.mark.parametrize("role", ["school", "operator"])
    async def test_software_and_operators_have_no_business_here(self, staffed: Harness, role: str):
        meeting = await staffed.request()
        async with staffed.asking(role, school=SCHOOL) as client:
            for path in ("/meetings", f"/meetings/{meeting.meeting_id}", f"/meetings/{meeting.meeting_id}.ics"):
                assert (await client.get(path)).status_code == 403

    async def test_participants_see_meetings_of_their_schools(self, staffed: Harness):
        meeting = await staffed.request()
        path = f"/meetings/{meeting.meeting_id}"
        assert (await get(staffed, path, "clb", "clb-1")).status_code == 200
        assert (await get(staffed, path, "counsellor", "counsellor-2")).status_code == 404
        assert (await get(staffed, f"{path}.ics", "counsellor", "counsellor-2")).status_code == 404
        assert ids(await get(staffed, "/meetings", "counsellor", "counsellor-2")) == []
        assert ids(await get(staffed, "/meetings", "youth-coach", "coach-1")) == [str(meeting.meeting_id)]

    async def test_a_deputy_sees_the_meeting_they_take_part_in(self, staffed: Harness):
        await staffed.add("counsellor-3", Role.COUNSELLOR, OTHER_SCHOOL, deputy_of="counsellor-1")
        await staffed.request(Case())
        async with staffed.asking("coordinator") as client:
            away = {"exceptions": [{"from": "2026-11-01", "until": "2026-12-31"}]}
            await client.put("/contacts/counsellor-1/availability", json=away, headers={"If-Match": "*"})
        meeting = await staffed.request(Case())
        answer = await get(staffed, f"/meetings/{meeting.meeting_id}", "counsellor", "counsellor-3")
        assert answer.status_code == 200
        assert ids(await get(staffed, "/meetings", "counsellor", "counsellor-3")) == [str(meeting.meeting_id)]

    @pytest.mark.parametrize("role", ["counsellor", "clb", "youth-coach", "school", "operator"])
    async def test_only_caseworker_and_coordinator_act(self, staffed: Harness, role: str):
        meeting = await staffed.request()
        async with staffed.asking(role, "counsellor-1", school=SCHOOL) as client:
            path = f"/meetings/{meeting.meeting_id}"
            codes = [
                (await client.post("/meetings", json={"case_ids": [str(uuid4())]})).status_code,
                *[(await client.post(f"{path}/{step}")).status_code for step in ("reschedule", "cancel", "complete")],
                (await client.put(f"{path}/minutes", json={"text": "x"})).status_code,
            ]
        assert codes == [403] * 5
