"""The mail server refuses, is away, or loses its answer; a worker is killed: nothing is lost, nothing told twice."""

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from prometheus_client import REGISTRY

from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Prepared
from notifications.storage.notices import Notices
from notifications.storage.tables import notice
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.subject import CASE
from notifications.subjects.registry import SUBJECTS
from shared.domain.roles import Role
from shared.testing.logs import Logs
from shared.testing.proxy import Proxy

from .conftest import OpenHarness
from .events import case_opened, case_withdrawn, contact, person
from .harness import Harness

NEW = [1.0, 1.0, 1.0, 2.0]
"""What one mail that was taken and one that was refused add to what is measured."""


def measured() -> list[float]:
    """Notices sent and failed, how often a latency was measured, and how often an attempt."""
    mail = {"channel": "email"}
    outcomes = [("flankerend_notices_outcomes_total", {**mail, "outcome": outcome}) for outcome in ("sent", "failed")]
    times = [(f"flankerend_notices_{what}_seconds_count", mail) for what in ("latency", "hand_over")]
    return [REGISTRY.get_sample_value(name, labels) or 0.0 for name, labels in (*outcomes, *times)]


async def open_a_case(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())


async def test_mails_go_over_few_connections_and_soon(harness: Harness) -> None:
    await open_a_case(harness)
    await harness.mails(2)
    assert harness.mail.connections <= 2


async def test_the_connection_stays_open_for_the_next_mails(harness: Harness) -> None:
    await open_a_case(harness)
    await harness.all_in("sent")
    connections = harness.mail.connections
    await harness.publish(case_withdrawn())
    await harness.mails(4)
    await harness.all_in("sent")
    assert harness.mail.connections == connections


async def test_a_connection_that_the_server_closed_costs_no_attempt_and_no_repeat(harness: Harness) -> None:
    await open_a_case(harness)
    await harness.all_in("sent")
    harness.mail.hang_up()
    await harness.publish(case_withdrawn())
    await harness.mails(4)
    await harness.all_in("sent")
    assert (len(harness.mail.taken), {row["attempt"] for row in await harness.notices()}) == (4, {1})


async def test_notices_that_the_database_was_slow_to_find_are_handed_over_all_the_same(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, in_hand_s = Notices.claim, 0.5

    async def slowly(notices: Notices, *arguments: Any, **options: Any) -> list[Notice]:
        await asyncio.sleep(2 * in_hand_s)
        return await claim(notices, *arguments, **options)

    monkeypatch.setattr("notifications.delivery.lane._IN_HAND_S", in_hand_s)
    monkeypatch.setattr(Notices, "claim", slowly)
    await open_a_case(harness)
    await harness.all_in("sent")


async def test_a_server_that_wants_a_new_connection_gets_it_at_once(harness: Harness) -> None:
    await open_a_case(harness)
    await harness.all_in("sent")
    goodbyes = ["421 too many mails on one connection"] * 2
    harness.mail.to_sender = lambda: goodbyes.pop() if goodbyes else None
    await harness.publish(case_withdrawn())
    await harness.mails(4)
    await harness.all_in("sent")
    assert {row["attempt"] for row in await harness.notices()} <= {1, 2}


async def test_a_goodbye_on_a_connection_that_was_kept_open_costs_no_attempt(open_harness: OpenHarness) -> None:
    async with open_harness(mail_lanes=1) as harness:
        await open_a_case(harness)
        await harness.all_in("sent")
        harness.mail.to_sender = lambda: "421 closing" if harness.mail.connections == 1 else None
        await harness.publish(case_withdrawn())
        await harness.mails(4)
        await harness.all_in("sent")
        assert (len(harness.mail.taken), harness.mail.connections) == (4, 2)
        assert {row["attempt"] for row in await harness.notices()} == {1}


async def test_a_notice_that_cannot_be_prepared_does_not_hold_up_its_lane(
    open_harness: OpenHarness, logs: Logs
) -> None:
    cases = replace(CASE, prepare=_prepared_but_for_the_clb)
    registered = [replace(SUBJECTS[0], subject=cases), *SUBJECTS[1:]]
    async with open_harness(registered=registered, mail_lanes=1) as harness:
        await open_a_case(harness)
        await harness.mails(1)
        await harness.until(lambda: bool(logs.lines("notification.unwritable")), "said")
        await harness.all_in("queued", "sent")
        waiting = {row["slot"]: row["waiting_for"] for row in await harness.notices()}
        assert waiting == {"clb": "repair:", "youth-coach": None}


def _prepared_but_for_the_clb(notice: Notice, story: CaseStory, knowledge: Knowledge) -> Prepared:
    if notice.role is Role.CLB:
        raise LookupError
    return prepare(notice, story, knowledge)


async def test_an_address_that_smtp_cannot_carry_bounces_and_the_others_are_told(harness: Harness) -> None:
    await harness.publish_directory("clb-1")
    await harness.publish(contact("clb-1", email="clb-1@scholë.example"))
    await harness.settled()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    assert {row["reason"] for row in await harness.notices()} == {None, "address-not-ascii"}


async def test_no_name_server_is_asked_who_we_are(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> str:
        raise TimeoutError

    monkeypatch.setattr(socket, "getfqdn", slow)
    await open_a_case(harness)
    await harness.mails(2)
    assert set(await harness.statuses()) <= {"sending", "sent"}


async def test_nothing_is_lost_while_the_mail_server_is_away_for_days(harness: Harness) -> None:
    await harness.mail.stop()
    await open_a_case(harness)
    await harness.all_in("deferred", "sending", "queued")
    harness.clock.advance(timedelta(days=4))
    await asyncio.sleep(5)
    assert harness.mail.taken == []
    await harness.mail.start()
    await harness.all_in("sent")
    assert len(harness.mail.taken) == 2
    assert len(await harness.deliveries(2)) == 2


async def test_a_receiver_who_is_refused_for_good_bounces_and_the_other_is_told(harness: Harness) -> None:
    harness.mail.to_recipient = lambda address: "550 no such mailbox" if address.startswith("clb") else None
    after = [value + more for value, more in zip(measured(), NEW, strict=True)]
    await open_a_case(harness)
    await harness.all_in("sent", "bounced")
    await harness.until(lambda: measured() == after, "counted")
    events = dict(await harness.deliveries(2))
    assert events["notification-failed"]["contact_id"] == "clb-1"
    assert events["notification-failed"]["sent_at"] is None
    assert events["notification-sent"]["contact_id"] == "coach-1"
    assert {row["reason"] for row in await harness.notices()} == {None, "smtp-550"}


async def test_a_receiver_who_is_refused_for_now_is_tried_again(harness: Harness) -> None:
    answers = ["450 try later", "451 try later"]
    harness.mail.to_recipient = lambda address: answers.pop() if answers and address.startswith("clb") else None
    await open_a_case(harness)
    await harness.all_in("sent")
    assert sorted(row["attempt"] for row in await harness.notices()) == [1, 3]


async def test_a_content_that_is_refused_for_good_bounces(harness: Harness) -> None:
    harness.mail.to_content = lambda _: "554 refused"
    await open_a_case(harness)
    await harness.all_in("bounced")


async def test_an_answer_that_does_not_come_makes_a_repeat_with_the_same_message_id(harness: Harness) -> None:
    losses = ["hang-up after taking it"]
    harness.mail.to_content = lambda envelope: (
        losses.pop() if losses and envelope.rcpt_tos[0].startswith("clb") else None
    )
    await open_a_case(harness)
    await harness.all_in("sent")
    assert len(harness.mail.taken) == 3
    assert len(set(harness.mail.message_ids)) == 2


async def test_who_may_have_been_told_is_corrected_once(open_harness: OpenHarness) -> None:
    async with open_harness(retry_longest_s=300) as harness:
        harness.mail.to_content = lambda _: "hang-up after taking it"
        await open_a_case(harness)
        await harness.all_in("deferred", "sending")
        harness.mail.to_content = lambda _: None
        before = len(harness.mail.taken)
        await harness.publish(case_withdrawn())
        await harness.settled()
        await harness.all_in("sent", "cancelled")
        corrections = harness.mail.taken[before:]
        assert {"ingetrokken" in mail["Subject"] for mail in corrections[-2:]} == {True}
        assert len([mail for mail in harness.mail.taken if "ingetrokken" in mail["Subject"]]) == 2


async def test_who_is_put_off_for_days_of_the_set_clock_is_given_up_and_that_is_told(harness: Harness) -> None:
    harness.mail.to_recipient = lambda _: "450 try later"
    await open_a_case(harness)
    await harness.all_in("deferred")
    harness.clock.advance(timedelta(days=2))
    before = [row["attempt"] for row in await harness.notices()]
    await harness.until(lambda: _tried_again(harness, before), "tried again")
    assert "failed" not in await harness.statuses()
    harness.clock.advance(timedelta(days=1))
    await harness.all_in("failed")
    assert {kind for kind, _ in await harness.deliveries(2)} == {"notification-failed"}


async def _tried_again(harness: Harness, before: list[int]) -> bool:
    rows = await harness.notices()
    return all(row["attempt"] > attempt for row, attempt in zip(rows, before, strict=True)) and not any(
        row["status"] == "sending" for row in rows
    )


async def test_a_worker_that_was_lost_is_taken_over_from(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    await _as_if_killed_before_the_mark(harness)
    await harness.all_in("sent")
    assert len(harness.mail.taken) == 4
    assert len(set(harness.mail.message_ids)) == 2


async def _as_if_killed_before_the_mark(harness: Harness) -> None:
    """The state a worker leaves that is killed after the mail server took the mail."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.update(notice).values(status="sending", sent_at=None, lease_until=past))


async def test_a_contact_without_an_address_is_a_failure_that_is_told(harness: Harness) -> None:
    await harness.publish_directory("clb-1")
    await harness.publish(contact("clb-1", email=None))
    await harness.settled()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent", "failed")
    assert {row["reason"] for row in await harness.notices()} == {None, "no-address"}


@pytest.mark.soak
async def test_two_services_side_by_side_tell_once(open_harness: OpenHarness) -> None:
    async with open_harness() as first, open_harness():
        await open_a_case(first)
        await first.all_in("sent")
        await first.settled()
        assert len(first.mail.taken) == 2


async def test_a_stop_lets_a_mail_come_to_its_end(open_harness: OpenHarness) -> None:
    async with open_harness() as harness:
        released: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        harness.mail.before_answer = lambda: released
        await open_a_case(harness)
        await harness.mails(2)
        asyncio.get_running_loop().call_later(1, released.set_result, None)
    harness.mail.before_answer = lambda: None
    async with open_harness() as again:
        await again.all_in("sent")
        assert len(again.mail.taken) == 2


async def test_the_logs_tell_of_it_and_of_nobody(harness: Harness, logs: Logs) -> None:
    harness.mail.to_recipient = lambda address: "550 Naam van clb-1?" if address.startswith("clb") else None
    await open_a_case(harness)
    await harness.all_in("sent", "bounced")
    await harness.until(
        lambda: len(logs.lines("notification.sent") + logs.lines("notification.bounced")) == 2, "logged"
    )
    sent = logs.line("notification.sent")
    assert sent["correlation_id"] == "story-of-case-opened"
    assert sent["recipient_role"] == "youth-coach"
    assert logs.line("notification.bounced")["outcome"] == "smtp-550"
    for secret in ("Canary", "Ona", "mail.example", "Naam van", "7654321"):
        assert secret not in logs.text


async def test_the_database_away_for_a_moment_tells_nobody_twice(open_harness: OpenHarness, database: str) -> None:
    url = urlsplit(database)
    async with Proxy(str(url.hostname), int(url.port or 5432)) as proxy:
        through = url._replace(netloc=url.netloc.replace(f":{url.port}", f":{proxy.port}")).geturl()
        async with open_harness(database_url=through) as harness:
            released: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            harness.mail.before_answer = lambda: released
            await open_a_case(harness)
            await harness.mails(2)
            await proxy.cut()
            released.set_result(None)
            await asyncio.sleep(2)
            await proxy.restore()
            await harness.all_in("sent")
            await asyncio.sleep(1)
            assert len(harness.mail.taken) == 2
            assert {row["in_doubt"] for row in await harness.notices()} == {False}
