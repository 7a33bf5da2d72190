"""What a webhook is sent, how it is signed, and what an answer means for the notice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from notifications.application.subject import AnySubject
from notifications.channels.webhook.channel import secrets_of
from notifications.channels.webhook.event import event_of, sample_event
from notifications.channels.webhook.poster import Heard, WebhookReason, pause_of
from notifications.channels.webhook.secrets import Seal, new_secret, signed_headers
from notifications.domain.examples import example
from notifications.domain.handover import Accepted, Refused, Unable
from notifications.domain.preparation import Ready
from notifications.domain.telling import Purpose, Telling
from notifications.domain.vocabulary import Channel, Status
from notifications.domain.ways import channel_of
from notifications.domain.webhook import EndReason, Webhook, WebhookAddress
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.registry import SUBJECTS, by_kind
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW, knowledge
from notifications.testing.harness import Harness
from shared.runtime.ids import new_id

EVENT = new_id()
ADDRESS = WebhookAddress(new_id(), "https://system.example/", "sealed")


def told(role: str = "clb") -> tuple[Any, Ready]:
    """A notice of an opened case, ready for its receiver."""
    harness = Harness()
    harness.arrive(opening(1))
    [notice] = [notice for notice in harness.notices if notice.key.slot == role]
    ready = prepare(notice, harness.case, knowledge())
    assert isinstance(ready, Ready)
    return notice, ready


def with_webhook(ready: Ready, webhook: WebhookAddress | None) -> Ready:
    return replace(ready, receiver=replace(ready.receiver, webhook=webhook))


@pytest.mark.parametrize("role", ["clb", "youth-coach"])
def test_an_event_has_the_fields_of_the_receivers_row_and_no_others(role: str) -> None:
    notice, ready = told(role)
    event = orjson.loads(event_of(notice, ready, link_of=lambda notice_id: f"https://flankerend.example/{notice_id}"))
    assert event["type"] == "be.flankerend.notifications.notice-issued.v1"
    assert (event["id"], event["specversion"]) == (str(notice.id), "1.0")
    assert tuple(event["data"]["fields"]) == ready.telling.shown
    assert ("Canaryname" in orjson.dumps(event).decode()) is (role == "clb")
    assert event["data"]["answer_link"].endswith(str(notice.id))
    assert event_of(notice, ready) == event_of(notice, ready)


ROWS = [(subject, row) for subject in by_kind(SUBJECTS).values() for row in subject.tellings]


@pytest.mark.parametrize(("subject", "row"), ROWS, ids=[f"{row.template}-{row.role}" for _, row in ROWS])
def test_of_every_row_an_event_has_the_allowed_fields_alone(subject: AnySubject, row: Telling) -> None:
    notice, _ = told()
    for bare in (False, True):
        event = orjson.loads(event_of(notice, example(row, subject.examples, bare=bare)))
        assert tuple(event["data"]["fields"]) == row.shown


class DriversId(UUID):
    """An id of a class of its own, as the driver of the database makes them."""


def test_an_event_is_written_whatever_class_an_id_has_and_nothing_else_is_guessed() -> None:
    notice, ready = told()
    plain = event_of(notice, ready)
    notice.id = DriversId(str(notice.id))
    assert event_of(notice, ready) == plain
    notice.corrects = (object(),)
    with pytest.raises(TypeError):
        event_of(notice, ready)


def test_a_sample_tells_of_nobody() -> None:
    event = orjson.loads(sample_event(EVENT, NOW))
    assert (event["type"], event["data"]["fields"]) == ("be.flankerend.notifications.notice-sampled.v1", {})


def test_both_secrets_sign_until_the_former_one_ends() -> None:
    seal, old, new = Seal("k" * 32), new_secret(), new_secret()
    webhook = Webhook(EVENT, "clb-1", None, WebhookAddress(EVENT, "https://x.example/", seal.close(old)), True, NOW)
    webhook.rotate(seal.close(new), REAL_NOW, timedelta(hours=24))
    assert webhook.version == 2
    at_first, at_last = REAL_NOW + timedelta(hours=23), REAL_NOW + timedelta(hours=24)
    assert secrets_of(webhook.address, seal, at_first) == [new, old]
    assert secrets_of(webhook.address, seal, at_last) == [new]
    body = sample_event(EVENT, NOW)
    headers = signed_headers(EVENT, body, secrets=[new, old])
    for secret in (old, new):
        Verifier(secret).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(new_secret()).verify(body, headers)
    with pytest.raises(ValueError, match="another key"):
        Seal("l" * 32).open(webhook.address.secret)
    assert webhook.address.secret not in repr(webhook)


def test_a_webhook_is_used_until_it_ends() -> None:
    webhook = Webhook(EVENT, "clb-1", None, ADDRESS, True, NOW)
    assert webhook.active
    webhook.ended = EndReason.GONE
    assert not webhook.active


def test_a_notice_goes_by_webhook_where_the_receiver_has_one_for_its_purpose_and_was_not_tried_before() -> None:
    notice, ready = told()
    for_ends = WebhookAddress(EVENT, "https://x.example/", "sealed", purposes=frozenset({Purpose.END}))
    assert channel_of(notice, ready) == Channel.EMAIL
    assert channel_of(notice, with_webhook(ready, for_ends)) == Channel.EMAIL
    assert channel_of(notice, with_webhook(ready, ADDRESS)) == Channel.WEBHOOK
    notice.attempt = 1
    assert channel_of(notice, with_webhook(ready, ADDRESS)) == Channel.EMAIL
    notice.fall_back(Channel.EMAIL, "http-404", REAL_NOW)
    assert channel_of(notice, with_webhook(ready, ADDRESS)) == Channel.EMAIL
    notice.go_by(Channel.WEBHOOK, REAL_NOW)
    assert (notice.status, notice.channel, notice.due_at) == (Status.QUEUED, "webhook", REAL_NOW)
    assert channel_of(notice, with_webhook(ready, ADDRESS)) == Channel.WEBHOOK
    assert channel_of(notice, ready) == Channel.EMAIL
    notice.in_doubt = True
    assert channel_of(notice, ready) == Channel.WEBHOOK


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (204, Accepted()),
        (302, Refused("http-302")),
        (404, Refused("http-404")),
        (410, Refused("http-410", is_gone=True)),
        (429, Unable("http-429", retry_after=timedelta(seconds=7))),
        (503, Unable("http-503", retry_after=timedelta(seconds=7))),
    ],
)
def test_what_an_answer_means(status: int, outcome: object) -> None:
    heard = Heard(0.1, status, retry_after=timedelta(seconds=7))
    assert (heard.outcome, heard.accepted) == (outcome, status == 204)


def test_what_no_answer_means() -> None:
    assert Heard(0.1, reason=WebhookReason.ADDRESS).outcome == Refused("webhook-address-refused")
    assert Heard(0.1, reason=WebhookReason.NO_ANSWER).outcome == Unable("webhook-no-answer", in_doubt=True)
    assert Heard(0.1, reason=WebhookReason.UNREACHABLE).outcome == Unable("webhook-unreachable")


def test_a_pause_is_kept_within_an_hour() -> None:
    assert pause_of("7") == timedelta(seconds=7)
    assert pause_of("99999") == timedelta(hours=1)
    assert pause_of("Fri, 31 Dec 2199 23:59:59 GMT") == timedelta(hours=1)
    assert pause_of("Thu, 01 Jan 2026 00:00:00 GMT") == timedelta()
    assert [pause_of(text) for text in (None, "soon")] == [None, None]


def test_a_pause_that_no_clock_can_hold_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflowing(_: str) -> None:
        raise OverflowError

    monkeypatch.setattr("notifications.channels.webhook.poster.parsedate_to_datetime", overflowing)
    assert pause_of("later") is None
