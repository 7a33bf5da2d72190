"""The pages that show meetings, and those that move, cancel and complete them."""

from datetime import datetime
from uuid import uuid4

import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL, Case

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from shared.contracts.casework_cases import CaseOpened
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .visitor import Visitor

MOVES = ["verzetten", "afzeggen", "gehouden"]


@pytest.fixture
async def meeting(visitor: Visitor) -> Meeting:
    """A meeting on Tuesday 17 November 2026 at half past eight about a case that is known."""
    case = Case()
    await visitor.harness.tell(case.event(CaseOpened))
    return await visitor.harness.request(case)


def page_of(meeting: Meeting) -> str:
    return f"/overleg/{meeting.meeting_id}"


async def test_a_meeting_says_when_where_who_and_about_which_case(visitor: Visitor, meeting: Meeting) -> None:
    text = (await visitor.see(page_of(meeting))).text
    assert "dinsdag 17 november 2026 om 8.30\u00a0uur" in text
    assert f"Zorglokaal, school {SCHOOL}" in text
    assert "Els Voorbeeld, leerlingenbegeleider" in text
    assert 'href="/dossiers/SP-2026-000123"' in text
    assert "gepland" in text


async def test_the_school_and_the_place_go_by_the_name_of_the_school(visitor: Visitor, meeting: Meeting) -> None:
    school = {"organisation_id": "school-1", "kind": "school", "name": "Atheneum De Wilg", "school": SCHOOL}
    async with visitor.harness.asking("coordinator") as client:
        assert (await client.post("/organisations", json=school)).status_code == 201
    text = (await visitor.see(page_of(meeting))).text
    assert "Zorglokaal, Atheneum De Wilg" in text
    assert SCHOOL not in text
    assert "Zorglokaal, Atheneum De Wilg" in (await visitor.see("/overleg")).text


async def test_a_meeting_that_asks_for_somebody_says_why(visitor: Visitor, meeting: Meeting) -> None:
    await visitor.harness.close_school(meeting.slot.time.start.date())
    await visitor.harness.look()
    assert "De school heeft dan geen les." in (await visitor.see(page_of(meeting))).text
    assert "Vraagt aandacht" in (await visitor.see("/overleg")).text


async def test_a_meeting_without_a_moment_says_why_and_what_helps(visitor: Visitor) -> None:
    case = Case(school=OTHER_SCHOOL)
    meeting = await visitor.harness.request(case)
    text = (await visitor.see(page_of(meeting))).text
    assert meeting.status is Status.PROPOSED
    assert "er is geen leerlingenbegeleider voor deze school" in text
    assert "een contactpersoon voor deze school toevoegen" in text


async def test_the_list_has_what_comes_soonest_first(visitor: Visitor, meeting: Meeting) -> None:
    later = await visitor.harness.request(Case(reference="SP-2026-000124"))
    text = (await visitor.see("/overleg")).text
    assert text.index(page_of(meeting)) < text.index(page_of(later))
    assert "17/11/2026 om 8.30\u00a0uur" in text


async def test_without_meetings_the_list_says_where_they_come_from(visitor: Visitor) -> None:
    assert "krijgt er hier vanzelf een" in (await visitor.see("/overleg")).text


async def test_a_long_list_goes_on_where_it_was_left(visitor: Visitor) -> None:
    meetings = [await visitor.harness.request(Case(reference=f"SP-2026-00020{n}")) for n in range(3)]
    first = (await visitor.see("/overleg?limit=2")).text
    rest = (await visitor.see(first.split('rel="next" href="')[1].split('"')[0])).text
    assert [page_of(meeting) in first for meeting in meetings] == [True, True, False]
    assert [page_of(meeting) in rest for meeting in meetings] == [False, False, True]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CASEWORKER, 200),
        (Role.COORDINATOR, 200),
        (Role.COUNSELLOR, 200),
        (Role.CLB, 200),
        (Role.YOUTH_COACH, 200),
        (Role.SCHOOL, 403),
        (Role.OPERATOR, 403),
    ],
)
async def test_the_roles_that_read_meetings_open_the_pages(
    visitor: Visitor, meeting: Meeting, role: Role, status: int
) -> None:
    assert (await visitor.see("/overleg", role)).status_code == status
    assert (await visitor.see(page_of(meeting), role)).status_code == status


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.SCHOOL, Role.OPERATOR])
async def test_only_who_runs_the_case_moves_a_meeting(
    visitor: Visitor, meeting: Meeting, move: str, role: Role
) -> None:
    assert (await visitor.see(f"{page_of(meeting)}/{move}", role)).status_code == 403
    assert (await visitor.send(f"{page_of(meeting)}/{move}", role, version=1)).status_code == 403
    assert f"{page_of(meeting)}/{move}" not in (await visitor.see(page_of(meeting), role)).text


async def test_a_meeting_of_another_school_is_not_there(visitor: Visitor, meeting: Meeting) -> None:
    await visitor.harness.add("counsellor-9", Role.COUNSELLOR, OTHER_SCHOOL)
    answer = await visitor.see(page_of(meeting), Role.COUNSELLOR, "counsellor-9")
    nobody = await visitor.see(f"/overleg/{uuid4()}", Role.COUNSELLOR, "counsellor-9")
    assert answer.status_code == nobody.status_code == 404
    assert answer.text == nobody.text
    assert str(meeting.meeting_id) not in (await visitor.see("/overleg", Role.COUNSELLOR, "counsellor-9")).text


async def test_moving_to_a_moment_shows_the_meeting_at_that_moment(visitor: Visitor, meeting: Meeting) -> None:
    answer = await visitor.send(f"{page_of(meeting)}/verzetten", version=1, starts_at="2026-11-18T10:00")
    assert (answer.status_code, answer.headers["location"]) == (303, page_of(meeting))
    moved = await visitor.harness.meeting(meeting.meeting_id)
    assert moved.slot is not None
    assert moved.slot.time.start == datetime(2026, 11, 18, 10, tzinfo=BRUSSELS)


async def test_moving_without_a_moment_takes_the_next_free_moment(visitor: Visitor, meeting: Meeting) -> None:
    answer = await visitor.send(f"{page_of(meeting)}/verzetten", version=1, starts_at="", hold_by="")
    assert answer.status_code == 303
    moved = await visitor.harness.meeting(meeting.meeting_id)
    assert moved.slot.time.start > meeting.slot.time.start


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"starts_at": "2026-11-01T10:00"}, 422, "Kies een moment dat nog komt"),
        ({"starts_at": "2026-11-18T22:00"}, 422, "Kies een moment dat nog komt"),
        ({"starts_at": "morgen"}, 422, "Geef een dag en een uur"),
        ({"hold_by": "2026-11-01"}, 422, "Kies een dag vanaf vandaag"),
    ],
)
async def test_a_moment_that_cannot_be_stands_at_the_field_and_keeps_what_was_typed(
    visitor: Visitor, meeting: Meeting, typed: dict[str, str], status: int, said: str
) -> None:
    answer = await visitor.send(f"{page_of(meeting)}/verzetten", version=1, **typed)
    assert answer.status_code == status
    assert said in answer.text
    for value in typed.values():
        assert f'value="{value}"' in answer.text
    assert (await visitor.harness.meeting(meeting.meeting_id)).version == 1


async def test_a_moment_at_which_somebody_is_not_free_is_refused_with_what_to_do(
    visitor: Visitor, meeting: Meeting
) -> None:
    other = await visitor.harness.request(Case(reference="SP-2026-000124"))
    starts_at = f"{meeting.slot.time.start.astimezone(BRUSSELS):%Y-%m-%dT%H:%M}"
    answer = await visitor.send(f"{page_of(other)}/verzetten", version=1, starts_at=starts_at)
    assert answer.status_code == 409
    assert "Kies een ander moment" in answer.text
    assert f'value="{starts_at}"' in answer.text


@pytest.mark.parametrize("move", ["verzetten", "afzeggen"])
async def test_a_meeting_that_changed_meanwhile_is_shown_again_with_what_was_typed(
    visitor: Visitor, meeting: Meeting, move: str
) -> None:
    await visitor.send(f"{page_of(meeting)}/verzetten", version=1, starts_at="2026-11-18T10:00")
    typed = {"verzetten": {"hold_by": "2026-11-26"}, "afzeggen": {"reason": "ziekte"}}[move]
    answer = await visitor.send(f"{page_of(meeting)}/{move}", version=1, **typed)
    assert answer.status_code == 412
    assert "Iemand heeft dit overleg net gewijzigd" in answer.text
    assert "woensdag 18 november 2026" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert f'value="{next(iter(typed.values()))}"' in answer.text


async def test_a_cancelled_meeting_shows_its_reason_to_who_runs_the_case_alone(
    visitor: Visitor, meeting: Meeting
) -> None:
    answer = await visitor.send(f"{page_of(meeting)}/afzeggen", version=1, reason="de leerling is ziek")
    assert answer.status_code == 303
    assert "de leerling is ziek" in (await visitor.see(page_of(meeting))).text
    text = (await visitor.see(page_of(meeting), Role.COUNSELLOR)).text
    assert "afgezegd" in text
    assert "de leerling is ziek" not in text


async def test_a_meeting_can_be_held_once_it_is_over(visitor: Visitor, meeting: Meeting) -> None:
    assert "/gehouden" not in (await visitor.see(page_of(meeting))).text
    early = await visitor.send(f"{page_of(meeting)}/gehouden", version=1)
    assert early.status_code == 409
    assert "nog niet voorbij" in early.text
    visitor.harness.clock.set(datetime(2026, 11, 17, 12, tzinfo=BRUSSELS))
    assert "/gehouden" in (await visitor.see(page_of(meeting))).text
    assert (await visitor.send(f"{page_of(meeting)}/gehouden", version=1)).status_code == 303
    assert (await visitor.harness.meeting(meeting.meeting_id)).status is Status.HELD


async def test_what_can_no_longer_be_done_says_so(visitor: Visitor, meeting: Meeting) -> None:
    await visitor.send(f"{page_of(meeting)}/afzeggen", version=1)
    answer = await visitor.send(f"{page_of(meeting)}/afzeggen", version=2, reason="nog eens")
    assert answer.status_code == 409
    assert "Dat kan niet meer" in answer.text


async def test_html_in_a_reason_is_shown_as_text(visitor: Visitor, meeting: Meeting) -> None:
    await visitor.send(f"{page_of(meeting)}/afzeggen", version=1, reason="<script>alert(1)</script>")
    text = (await visitor.see(page_of(meeting))).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


async def test_a_form_of_another_site_changes_nothing(visitor: Visitor, meeting: Meeting) -> None:
    async with await visitor.by(Role.CASEWORKER) as browser:
        answer = await browser.post(
            f"{page_of(meeting)}/afzeggen", data={"version": 1}, headers={"Sec-Fetch-Site": "cross-site"}
        )
    assert answer.status_code == 403
    assert (await visitor.harness.meeting(meeting.meeting_id)).status is Status.SCHEDULED


async def test_every_page_has_the_headers_of_the_frame(visitor: Visitor, meeting: Meeting) -> None:
    for path in ("/overleg", page_of(meeting), *(f"{page_of(meeting)}/{move}" for move in MOVES)):
        answer = await visitor.see(path)
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert " style=" not in answer.text


async def test_who_is_not_signed_in_goes_to_sign_in(visitor: Visitor, meeting: Meeting) -> None:
    async with visitor.nobody() as browser:
        answer = await browser.get(page_of(meeting))
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden/consultation")


async def test_a_meeting_that_was_is_a_link_away_with_its_report(visitor: Visitor, meeting: Meeting) -> None:
    assert page_of(meeting) not in (await visitor.see("/overleg?toon=voorbij", Role.COUNSELLOR)).text
    visitor.harness.clock.set(datetime(2026, 11, 17, 12, tzinfo=BRUSSELS))
    assert page_of(meeting) in (await visitor.see("/overleg?toon=voorbij", Role.COUNSELLOR)).text
    await visitor.send(f"{page_of(meeting)}/gehouden", version=meeting.version)
    assert "gehouden" in (await visitor.see(page_of(meeting))).text
    assert page_of(meeting) in (await visitor.see("/overleg?toon=voorbij", Role.COUNSELLOR)).text
    assert 'href="/overleg?toon=voorbij"' in (await visitor.see("/overleg", Role.COUNSELLOR)).text
    assert f"{page_of(meeting)}/verslag" in (await visitor.see(page_of(meeting), Role.COUNSELLOR)).text


async def test_a_participant_finds_the_own_hours_and_calendar_from_the_meeting(
    visitor: Visitor, meeting: Meeting
) -> None:
    text = (await visitor.see(page_of(meeting), Role.COUNSELLOR)).text
    for path in ("/directory/contacten/counsellor-1/uren", "/overleg/agenda", f"{page_of(meeting)}/voorbereiding"):
        assert (path, f'href="{path}"' in text) == (path, True)
