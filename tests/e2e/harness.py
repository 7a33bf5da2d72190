"""A school's software on the whole running system."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from aiokafka import AIOKafkaProducer

from shared.domain.roles import Role
from shared.local.demo.lag import Lag
from shared.local.demo.outcome import Outcome, settled
from shared.local.demo.services import Services
from shared.local.stack import Stack
from shared.messaging.envelope import Envelope

_KEYS = {"signals": "signal_id", "cases": "case_id", "meetings": "meeting_id", "notices": "notification_id"}


class Harness:
    """A school's software: what it sends, and how the system is asked about it."""

    def __init__(self, stack: Stack, producer: AIOKafkaProducer, services: Services, lag: Lag, number: str) -> None:
        self.stack = stack
        self.services = services
        self.lag = lag
        self.number = number
        self._producer = producer
        self._earlier = Outcome()
        self._earlier_mails = frozenset[Path]()

    async def begin(self) -> None:
        """From here on look only at what comes new."""
        self._earlier = await settled(self.services, self.lag, 40)
        self._earlier_mails = frozenset(self._mail_files())

    async def send(self, topic: str, event_type: str, data: dict[str, Any], **attributes: Any) -> str:
        """Send one event; its id, which is the correlation id of all it leads to."""
        envelope = Envelope(id=str(uuid4()), source=f"/school/{self.number}", type=event_type, **attributes)
        key = f"{self.number}:{data.get('pupil', 'list')}".encode()
        await self._producer.send_and_wait(topic, orjson.dumps(data), key=key, headers=envelope.headers())
        return envelope.id

    async def enrol(self, pupil: str, given_name: str, family_name: str, **other: Any) -> str:
        """Enrol a pupil of the third class since September."""
        person = {"given_name": given_name, "family_name": family_name, "birth_date": "2011-03-04", **other}
        body = {
            "school": self.number,
            "pupil": pupil,
            "valid_from": "2026-09-01",
            "class": "3A",
            "level": "secundair",
            "structure": "311",
            "person": person,
            "recorded_at": "2026-09-01T07:00:00+02:00",
        }
        return await self.send("school.enrolment.v1", "be.flankerend.school.pupil-enrolled.v1", body)

    async def mark(self, pupil: str, day: str, half_day: str, code: str, at: str = "T16:00:00+01:00", **other) -> str:
        """Report one half day; ``at`` is the time of recording, or its part after the day."""
        body = {
            "school": self.number,
            "pupil": pupil,
            "date": day,
            "half_day": half_day,
            "code": code,
            "package": "official",
            "recorded_at": day + at if at.startswith("T") else at,
            **other,
        }
        return await self.send("school.attendance.v1", "be.flankerend.school.attendance-recorded.v1", body)

    async def settled(self, limit_s: float = 40) -> Outcome:
        """What is new in the four services' lists once nothing moves any more."""
        outcome = await settled(self.services, self.lag, limit_s)
        return replace(outcome, **{name: self._new(outcome, name, key) for name, key in _KEYS.items()})

    async def dead_letter(self, wrong: str) -> str:
        """Send marks of a school that is none; the number of the dead letter that attendance makes of it."""
        await self.send("school.attendance.v1", "be.flankerend.school.attendance-recorded.v1", {"school": wrong})
        await settled(self.services, self.lag, 40)
        async with Services(self.stack, Role.OPERATOR) as operator:
            letters = await operator.all("attendance", "/dead-letters")
        return letters[-1]["id"].rpartition("-")[2]

    def mails(self) -> list[EmailMessage]:
        """Every new mail that was handed over so far; on a slow machine one may be twice, under one Message-ID."""
        mails = [read_mail(path) for path in self.new_mail_files()]
        return list({mail["Message-ID"]: mail for mail in mails}.values())

    def new_mail_files(self) -> list[Path]:
        """Where the new mails lie, oldest first."""
        return [path for path in self._mail_files() if path not in self._earlier_mails]

    def _new(self, outcome: Outcome, name: str, key: str) -> list[dict[str, Any]]:
        known = {item[key] for item in getattr(self._earlier, name)}
        return [item for item in getattr(outcome, name) if item[key] not in known]

    def _mail_files(self) -> list[Path]:
        return sorted(self.stack.home.mail.glob("*.eml"))


def read_mail(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(mail: EmailMessage) -> str:
    """All that a mail says: its texts and what is attached, decoded."""
    return "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")
