"""What consultation and notifications tell stands in the case and its timeline."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts import consultation_meetings as meetings
from shared.contracts import notifications_deliveries as deliveries
from shared.contracts.contract import Contract

from .harness import Harness, level_reached, meeting, notice


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    signal = level_reached()
    await harness.receive(signal, str(signal.person_id))
    return await harness.only_case()


async def last(harness: Harness, case: dict[str, Any]) -> dict[str, Any]:
    return (await harness.timeline(case["case_id"]))[-1]


async def test_a_meeting_is_followed_from_plan_to_end(harness: Harness, case: dict[str, Any]) -> None:
    meeting_id = uuid4()
    steps: list[tuple[type[Contract], str, str]] = [
        (meetings.MeetingUnschedulable, "proposed", "Geen moment gevonden voor het zorgoverleg."),
        (meetings.MeetingScheduled, "scheduled", "Zorgoverleg gepland op 1/12/2026 om 10.30\u00a0uur."),
        (meetings.MeetingRescheduled, "scheduled", "Zorgoverleg verplaatst of gewijzigd: 1/12/2026 om 10.30\u00a0uur."),
        (meetings.MeetingHeld, "held", "Zorgoverleg van 1/12/2026 om 10.30\u00a0uur is gehouden."),
        (meetings.MeetingCancelled, "cancelled", "Zorgoverleg van 1/12/2026 om 10.30\u00a0uur afgezegd."),
    ]
    for sequence, (kind, status, text) in enumerate(steps, 1):
        event_id = await harness.receive(meeting(kind, meeting_id, case["case_id"]), str(meeting_id), sequence=sequence)
        [known] = (await harness.only_case())["meetings"]
        assert (known["meeting_id"], known["status"]) == (str(meeting_id), status)
        entry = await last(harness, case)
        assert (entry["text"], entry["by"], entry["event_id"]) == (text, "consultation", event_id)


async def test_an_older_word_about_a_meeting_does_not_undo_a_newer_one(harness: Harness, case: dict[str, Any]) -> None:
    meeting_id = uuid4()
    cancelled = meeting(meetings.MeetingCancelled, meeting_id, case["case_id"])
    await harness.receive(cancelled, str(meeting_id), sequence=2)
    await harness.receive(meeting(meetings.MeetingScheduled, meeting_id, case["case_id"]), str(meeting_id), sequence=1)
    assert [known["status"] for known in (await harness.only_case())["meetings"]] == ["cancelled"]


async def test_a_meeting_of_an_unknown_case_is_nobodys(harness: Harness, case: dict[str, Any]) -> None:
    await harness.receive(meeting(meetings.MeetingScheduled, uuid4(), uuid4()), "meeting")
    assert (await harness.only_case())["meetings"] == []
    assert await harness.parked() == []


@pytest.mark.parametrize(
    ("kind", "role", "template", "entry", "text"),
    [
        (
            deliveries.NotificationSent,
            "clb",
            "case-opened",
            "notice-sent",
            "Melding van een nieuw dossier verstuurd naar het CLB.",
        ),
        (
            deliveries.NotificationSent,
            "coordinator",
            "case-opened",
            "coordinator-told",
            "Melding van een nieuw dossier verstuurd naar de coördinator: de contactpersoon van de school ontbreekt.",
        ),
        (
            deliveries.NotificationSent,
            "coordinator",
            "other",
            "notice-sent",
            "Bericht verstuurd naar de coördinator.",
        ),
        (
            deliveries.NotificationFailed,
            "youth-coach",
            "case-withdrawn",
            "notice-failed",
            "Rechtzetting kon niet bezorgd worden bij de jongerencoach.",
        ),
        (
            deliveries.NotificationAcknowledged,
            "counsellor",
            "meeting-invitation",
            "notice-acknowledged",
            "Uitnodiging voor het zorgoverleg gelezen door de leerlingenbegeleider.",
        ),
        (
            deliveries.NotificationUnacknowledged,
            "clb",
            "case-reopened",
            "notice-unacknowledged",
            "Melding van een heropend dossier niet tijdig bevestigd door het CLB.",
        ),
    ],
)
async def test_the_timeline_says_who_was_told(
    harness: Harness,
    case: dict[str, Any],
    kind: type[Contract],
    role: str,
    template: str,
    entry: str,
    text: str,
) -> None:
    await harness.receive(notice(kind, "case", case["case_id"], role, template), "notice")
    told = await last(harness, case)
    assert (told["kind"], told["text"], told["by"]) == (entry, text, "notifications")


async def test_the_case_shows_the_last_answer_of_the_clb_whatever_order_the_answers_come_in(
    harness: Harness, case: dict[str, Any]
) -> None:
    for notification_id, order in ((uuid4(), (2, 3)), (uuid4(), (3, 2))):
        for sequence in order:
            answer = {2: "taken-up", 3: "closed"}[sequence]
            told = notice(
                deliveries.NotificationAcknowledged,
                "case",
                case["case_id"],
                "clb",
                "case-opened",
                notification_id=notification_id,
                answer=answer,
            )
            await harness.receive(told, str(notification_id), sequence=sequence)
    shown = await harness.only_case()
    assert [entry["answer"] for entry in shown["notices"]] == ["closed", "closed"]
    texts = [entry["text"] for entry in await harness.timeline(case["case_id"])]
    assert texts.count("Melding van een nieuw dossier: het CLB antwoordt: dit wordt opgenomen.") == 2
    assert texts.count("Melding van een nieuw dossier: het CLB antwoordt: de begeleiding is afgerond.") == 2


async def test_a_notice_about_a_meeting_shows_with_its_case_though_it_comes_first(
    harness: Harness, case: dict[str, Any]
) -> None:
    meeting_id = uuid4()
    told = notice(deliveries.NotificationSent, "meeting", meeting_id, "clb", "meeting-invitation")
    await harness.receive(told, "notice")
    assert (await last(harness, case))["kind"] == "meeting-requested"
    await harness.receive(meeting(meetings.MeetingScheduled, meeting_id, case["case_id"]), str(meeting_id))
    kinds = [entry["kind"] for entry in await harness.timeline(case["case_id"])]
    assert kinds == ["case-opened", "meeting-requested", "notice-sent", "meeting-scheduled"]


async def test_a_notice_about_an_unknown_case_is_passed_over(harness: Harness, case: dict[str, Any]) -> None:
    await harness.receive(notice(deliveries.NotificationSent, "case", uuid4(), "clb", "case-opened"), "notice")
    assert await harness.parked() == []
    assert len(await harness.timeline(case["case_id"])) == 2


@pytest.mark.parametrize("other_ends", [False, True])
async def test_a_reopened_case_asks_for_a_meeting_unless_another_open_case_kept_it(
    harness: Harness, case: dict[str, Any], other_ends: bool
) -> None:
    other = level_reached(pupil="P-9")
    await harness.receive(other, str(other.person_id))
    [other_id] = [found["case_id"] for found in await harness.cases() if found["case_id"] != case["case_id"]]
    await harness.receive(meeting(meetings.MeetingScheduled, uuid4(), case["case_id"], other_id), "meeting")
    for case_id in (case["case_id"], other_id) if other_ends else (case["case_id"],):
        await harness.act(case_id, "close", outcome="other", reason="reden")
    await harness.act(case["case_id"], "reopen", reason="reden")
    assert (await harness.sent_types())[-1] == ("meeting-requested.v1" if other_ends else "case-reopened.v1")


async def test_the_end_of_a_case_cancels_its_meeting_although_it_was_told_of_later(
    harness: Harness, case: dict[str, Any]
) -> None:
    await harness.act(case["case_id"], "close", outcome="other", reason="reden")
    harness.clock.advance(timedelta(minutes=1))
    await harness.receive(meeting(meetings.MeetingScheduled, uuid4(), case["case_id"]), "meeting")
    await harness.act(case["case_id"], "reopen", reason="reden")
    assert (await harness.sent_types())[-1] == "meeting-requested.v1"


async def asked(harness: Harness) -> str:
    """The meeting that was asked for last."""
    return str([data["meeting_id"] for name, data in await harness.sent() if name == "meeting-requested.v1"][-1])


class TestAskingAgain:
    """`POST /cases/{id}/request-meeting` while the case has a meeting to come."""

    async def test_a_meeting_that_was_asked_for_a_moment_ago_is_named(
        self, harness: Harness, case: dict[str, Any]
    ) -> None:
        refused = await harness.act(case["case_id"], "request-meeting")
        assert (refused.status_code, refused.json()["meeting_id"]) == (409, await asked(harness))
        assert refused.json()["type"] == "urn:flankerend:problem:conflict"
        assert (await harness.sent_types()).count("meeting-requested.v1") == 1

    @pytest.mark.parametrize(
        "kind",
        [
            meetings.MeetingUnschedulable,
            meetings.MeetingScheduled,
            meetings.MeetingRescheduled,
            meetings.MeetingUnderReview,
        ],
    )
    async def test_a_meeting_to_come_is_in_the_way(
        self, harness: Harness, case: dict[str, Any], kind: type[Contract]
    ) -> None:
        meeting_id = await asked(harness)
        await harness.receive(meeting(kind, meeting_id, case["case_id"]), meeting_id)
        refused = await harness.act(case["case_id"], "request-meeting")
        assert (refused.status_code, refused.json()["meeting_id"]) == (409, meeting_id)

    @pytest.mark.parametrize("kind", [meetings.MeetingHeld, meetings.MeetingCancelled, meetings.MeetingDropped])
    async def test_a_meeting_that_is_over_is_not(
        self, harness: Harness, case: dict[str, Any], kind: type[Contract]
    ) -> None:
        before = await asked(harness)
        await harness.receive(meeting(kind, before, case["case_id"]), before)
        assert (await harness.act(case["case_id"], "request-meeting")).status_code == 200
        assert await asked(harness) != before

    async def test_two_who_ask_at_once_ask_for_one_meeting(self, harness: Harness, case: dict[str, Any]) -> None:
        await harness.meeting_is_over(case["case_id"])
        answers = await asyncio.gather(*(harness.act(case["case_id"], "request-meeting") for _ in range(2)))
        assert sorted(answer.status_code for answer in answers) == [200, 409]

    async def test_a_meeting_arranged_by_hand_is_in_the_way_too(self, harness: Harness, case: dict[str, Any]) -> None:
        await harness.meeting_is_over(case["case_id"])
        by_hand = uuid4()
        await harness.receive(meeting(meetings.MeetingScheduled, by_hand, case["case_id"]), str(by_hand))
        assert (await harness.act(case["case_id"], "request-meeting")).json()["meeting_id"] == str(by_hand)


async def test_a_meeting_under_review_stands_as_that_on_the_case_and_the_worklist(
    harness: Harness, case: dict[str, Any]
) -> None:
    meeting_id = uuid4()
    steps: list[tuple[type[Contract], str, str]] = [
        (meetings.MeetingScheduled, "scheduled", "meeting-scheduled"),
        (meetings.MeetingUnderReview, "under-review", "meeting-under-review"),
        (meetings.MeetingRestored, "scheduled", "meeting-restored"),
    ]
    for sequence, (kind, status, entry) in enumerate(steps, 1):
        await harness.receive(meeting(kind, meeting_id, case["case_id"]), str(meeting_id), sequence=sequence)
        [work] = (await harness.http.get("/worklist")).json()["items"]
        for shown in (await harness.only_case(), work):
            assert [known["status"] for known in shown["meetings"]] == [status]
        assert (await last(harness, case))["kind"] == entry


async def test_what_a_meeting_decided_is_in_the_timeline_of_its_case_alone(
    harness: Harness, case: dict[str, Any]
) -> None:
    meeting_id, elsewhere = uuid4(), uuid4()
    decisions = [
        {"case_id": case["case_id"], "decision": "referral"},
        {"case_id": elsewhere, "decision": "close"},
    ]
    held = meeting(meetings.MeetingHeld, meeting_id, case["case_id"], elsewhere, decisions=decisions)
    await harness.receive(held, str(meeting_id), sequence=1)
    entry = await last(harness, case)
    assert (entry["kind"], entry["text"]) == (
        "meeting-decision",
        "Beslissing van het zorgoverleg van 1/12/2026 om 10.30\u00a0uur: doorverwijzen.",
    )


async def test_a_decision_that_is_put_right_is_in_the_timeline_after_the_first(
    harness: Harness, case: dict[str, Any]
) -> None:
    meeting_id, case_id = uuid4(), case["case_id"]
    first, then = ([{"case_id": case_id, "decision": decision}] for decision in ("referral", "plan"))
    told = [
        meeting(meetings.MeetingHeld, meeting_id, case_id, decisions=first),
        meeting(meetings.MeetingDecisionsCorrected, meeting_id, case_id, decisions=then, changed=[case_id]),
        meeting(meetings.MeetingDecisionsCorrected, meeting_id, case_id, changed=[case_id]),
    ]
    for sequence, event in enumerate(told, 1):
        await harness.receive(event, str(meeting_id), sequence=sequence)
    timeline = (await harness.http.get(f"/cases/{case_id}/timeline")).json()["items"]
    of_meeting = "Beslissing van het zorgoverleg van 1/12/2026 om 10.30\u00a0uur"
    assert [entry["text"] for entry in timeline if "decision" in entry["kind"]] == [
        f"{of_meeting}: doorverwijzen.",
        f"{of_meeting} verbeterd: een plan opstellen.",
        f"{of_meeting} vervalt.",
    ]
    assert [shown["status"] for shown in (await harness.only_case())["meetings"]] == ["held"]


async def test_who_cannot_come_is_in_the_timeline_of_the_case_and_who_comes_is_not(
    harness: Harness, case: dict[str, Any]
) -> None:
    meeting_id = uuid4()
    await harness.receive(meeting(meetings.MeetingScheduled, meeting_id, case["case_id"]), str(meeting_id), sequence=1)
    for sequence, answer in enumerate(("declined", "accepted"), 2):
        said = {"contact_id": "counsellor-1", "role": "counsellor", "required": True, "answer": answer}
        reply = meeting(meetings.ReplyReceived, meeting_id, case["case_id"], **said)
        await harness.receive(reply, str(meeting_id), sequence=sequence)
    entry = await last(harness, case)
    assert (entry["kind"], entry["text"]) == (
        "meeting-reply",
        "Zorgoverleg van 1/12/2026 om 10.30\u00a0uur: de leerlingenbegeleider komt niet.",
    )


class TestAttention:
    """A meeting that no longer fits, or is past and not completed."""

    async def tell(self, harness: Harness, case: dict[str, Any], *reasons: str, sequence: int, **given: Any) -> None:
        attention = {"since": "2026-11-23T09:00:00+01:00", "reasons": reasons} if reasons else None
        given = {"status": "scheduled", "attention": attention, **given}
        changed = meeting(meetings.MeetingAttentionChanged, self.meeting_id, case["case_id"], **given)
        await harness.receive(changed, str(self.meeting_id), sequence=sequence)

    meeting_id = uuid4()

    async def test_it_shows_on_the_case_and_in_its_timeline_and_goes_again(
        self, harness: Harness, case: dict[str, Any]
    ) -> None:
        await self.tell(harness, case, "school-closed", "place-taken", sequence=2)
        [known] = (await harness.only_case())["meetings"]
        assert (known["status"], known["starts_at"]) == ("scheduled", "2026-12-01T10:30:00+01:00")
        assert known["attention"] == {
            "since": "2026-11-23T09:00:00+01:00",
            "reasons": ["school-closed", "place-taken"],
        }
        entry = await last(harness, case)
        assert (entry["kind"], entry["text"]) == (
            "meeting-attention",
            (
                "Zorgoverleg van 1/12/2026 om 10.30\u00a0uur vraagt aandacht:"
                " de school is dan gesloten, de plaats is dan bezet."
            ),
        )
        await self.tell(harness, case, sequence=3)
        assert (await harness.only_case())["meetings"][0]["attention"] is None
        entry = await last(harness, case)
        assert (entry["kind"], entry["text"]) == (
            "meeting-attention-ended",
            "Zorgoverleg van 1/12/2026 om 10.30\u00a0uur vraagt geen aandacht meer.",
        )

    async def test_an_older_word_does_not_bring_it_back(self, harness: Harness, case: dict[str, Any]) -> None:
        await self.tell(harness, case, sequence=3)
        await self.tell(harness, case, "school-closed", sequence=2)
        assert (await harness.only_case())["meetings"][0]["attention"] is None

    async def test_a_plan_that_comes_with_attention_keeps_it(self, harness: Harness, case: dict[str, Any]) -> None:
        attention = {"since": "2026-11-23T09:00:00+01:00", "reasons": ["place-taken"]}
        told = meeting(meetings.MeetingUnderReview, self.meeting_id, case["case_id"], attention=attention)
        await harness.receive(told, str(self.meeting_id))
        assert (await harness.only_case())["meetings"][0]["attention"] == attention

    async def test_the_worklist_says_why_and_by_which_day(self, harness: Harness, case: dict[str, Any]) -> None:
        await harness.act(case["case_id"], "start")
        await self.tell(harness, case, "contact-ended", sequence=2)
        [item] = (await harness.http.get("/worklist")).json()["items"]
        assert (item["due"], item["overdue"]) == ("2026-12-01", False)
        assert item["reasons"] == [
            {"kind": "meeting", "reason": "contact-ended", "meeting_id": str(self.meeting_id), "due": "2026-12-01"}
        ]

    async def test_a_past_meeting_is_overdue_until_it_is_completed(
        self, harness: Harness, case: dict[str, Any]
    ) -> None:
        await harness.act(case["case_id"], "start")
        await self.tell(harness, case, "to-complete", sequence=2)
        harness.clock.set(harness.clock.now().replace(month=12))
        [item] = (await harness.http.get("/worklist")).json()["items"]
        assert (item["overdue"], [reason["reason"] for reason in item["reasons"]]) == (True, ["to-complete"])
        await self.tell(harness, case, sequence=3, status="held")
        [item] = (await harness.http.get("/worklist")).json()["items"]
        assert (item["due"], item["reasons"], item["meetings"][0]["status"]) == (None, [], "held")
