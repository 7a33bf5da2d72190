"""The bodies of `POST /enrolments`: an enrolment or a withdrawal, several of them, or CloudEvents."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from attendance.register.api.posted_events import PostedBody
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from attendance.register.messaging.recorded_enrolments import as_enrolment, as_withdrawal
from shared.contracts.errors import WHOLE, field_errors
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.messaging.envelope import Envelope
from shared.messaging.http_events import PostedEvent
from shared.runtime.http import invalid

MOST = 500


class Malformed(NamedTuple):
    """What can't be an enrolment or a withdrawal: each wrong field with what was expected of it."""

    errors: Sequence[tuple[str, str]]


class PostedEnrolments(NamedTuple):
    """A request's reports in their order, the schools it names, and whether it is one report."""

    reports: Sequence[EnrolmentReport | Malformed]
    schools: frozenset[str]
    alone: bool


def enrolments_of(body: PostedBody, hash_insz: HashInsz) -> PostedEnrolments:
    """The enrolments and withdrawals in a body. Raises Problem (422) where there are no enrolments or too many."""
    if body.events is None:
        alone = not isinstance(body.content, list)
        items = [body.content] if alone else body.content
        _check_number(items)
        reports = [_of_item(item, hash_insz) for item in items]
    else:
        alone = body.alone
        items = [event.data for event in body.events]
        _check_number(items)
        reports = [_of_event(event, hash_insz) for event in body.events]
    schools = (item.get("school") for item in items if isinstance(item, dict))
    return PostedEnrolments(reports, frozenset(school for school in schools if isinstance(school, str)), alone)


def _check_number(items: Sequence[Any]) -> None:
    if not 1 <= len(items) <= MOST:
        raise invalid("body", f"must be 1 to {MOST} enrolments and withdrawals")


def _of_event(event: PostedEvent, hash_insz: HashInsz) -> EnrolmentReport | Malformed:
    if event.error:
        return Malformed([(_name(event.error.field), event.error.reason)])
    types = (PupilEnrolled.event_type, PupilWithdrawn.event_type)
    if event.envelope is None or event.envelope.type not in types:
        return Malformed([("type", f"must be {' or '.join(types)}")])
    withdraws = event.envelope.type == PupilWithdrawn.event_type
    return _read(event.data, hash_insz, event.envelope, withdraws=withdraws)


def _of_item(item: Any, hash_insz: HashInsz) -> EnrolmentReport | Malformed:
    return _read(item, hash_insz, None, withdraws=isinstance(item, dict) and "valid_until" in item)


def _read(data: Any, hash_insz: HashInsz, envelope: Envelope | None, *, withdraws: bool) -> EnrolmentReport | Malformed:
    try:
        if withdraws:
            return as_withdrawal(PupilWithdrawn.model_validate(data), envelope)
        return as_enrolment(PupilEnrolled.model_validate(data), hash_insz, envelope)
    except ValidationError as error:
        return Malformed([(_name(name), reason) for name, reason in field_errors(error)])


def _name(field: str) -> str:
    return "body" if field == WHOLE else field
