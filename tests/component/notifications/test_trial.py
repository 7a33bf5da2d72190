"""A mail server that is killed, slow, refuses, says goodbye or hangs up: each mail goes, again only where it must."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from time import monotonic

import pytest
import sqlalchemy as sa
from aiosmtpd.smtp import Envelope

from notifications.storage.tables import notice
from shared.domain.roles import Role

from .conftest import OpenHarness
from .events import case_opened, contact, person
from .harness import Harness
from .mail_server import MailServer
from .test_batches import case_id_of

SCHOOLS = [str(number) for number in range(100001, 100011)]
REFUSED, PUT_OFF = "clb-100003@mail.example", "coach-100004@mail.example"
SLOW_S, TOO_SLOW_S, AWAY_S = 0.1, 3.0, 1.2
JUST_NOW_S = 1.0
_MUCH_AT_ONCE = 100


@dataclass
class Faults:
    """What a mail server does that has a bad day; ``unknown`` are the mails that it took without saying so.

    The larger ``between``, the rarer is each fault.
    """

    server: MailServer
    between: int = 1
    offered: int = 0
    named: int = 0
    put_off: Counter[str] = field(default_factory=Counter)
    taken_at: dict[str, float] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """From now on."""
        self.server.to_sender = self._to_sender
        self.server.to_recipient = self._to_recipient
        self.server.to_content = self._to_content
        self.server.before_answer = self._before_answer

    async def killed(self) -> None:
        """The server is killed and comes back: what it took just now it may not have answered."""
        await self.server.stop()
        self.server.hang_up()
        since = monotonic() - JUST_NOW_S
        self.unknown |= {mail_id for mail_id, at in self.taken_at.items() if at >= since}
        await asyncio.sleep(AWAY_S)
        await self.server.start()

    def _to_sender(self) -> str | None:
        self.named += 1
        return "421 too many mails on one connection" if self.named % (41 * self.between) == 0 else None

    def _to_recipient(self, address: str) -> str | None:
        if address == REFUSED:
            return "550 no such mailbox"
        self.put_off[address] += 1
        return "450 try later" if address == PUT_OFF and self.put_off[address] % 3 == 1 else None

    def _to_content(self, envelope: Envelope) -> str | None:
        self.offered += 1
        mail_id = str(message_from_bytes(envelope.original_content or b"")["Message-ID"])
        if self.offered % (61 * self.between) == 0:
            return "hang-up"
        if self.offered % (67 * self.between) == 0:
            self.unknown.add(mail_id)
            return "hang-up after taking it"
        if self.offered % 31 == 0:
            return "451 try later"
        self.taken_at[mail_id] = monotonic()
        return None

    def _before_answer(self) -> asyncio.Future[None] | None:
        if self.offered % (97 * self.between) == 0:
            self.unknown.add(self.server.message_ids[-1])
            return asyncio.ensure_future(asyncio.sleep(TOO_SLOW_S))
        return asyncio.ensure_future(asyncio.sleep(SLOW_S)) if self.offered % 29 == 0 else None


async def publish_schools(harness: Harness) -> None:
    """Ten schools, each with a CLB contact and a youth coach of its own, and the pupil."""
    for school in SCHOOLS:
        await harness.publish(contact(f"clb-{school}", schools=(school,)))
        await harness.publish(contact(f"coach-{school}", schools=(school,), role=Role.YOUTH_COACH))
    await harness.publish(person())
    await harness.settled()


async def open_cases(harness: Harness, count: int) -> None:
    """As many cases, at one school after the other; two are told of each."""
    cases = [
        case_opened(case_id_of(number)).model_copy(update={"school": SCHOOLS[number % len(SCHOOLS)]})
        for number in range(1, count + 1)
    ]
    for start in range(0, count, _MUCH_AT_ONCE):
        await asyncio.gather(*(harness.publish(case) for case in cases[start : start + _MUCH_AT_ONCE]))


async def tell(harness: Harness, cases: int, *, kills: int, between: int, within_s: float) -> Faults:
    """Have them told by a mail server that has a bad day, and is killed now and then."""
    await publish_schools(harness)
    faults = Faults(harness.mail, between)
    faults.begin()
    await open_cases(harness, cases)
    async with asyncio.timeout(within_s):
        for part in range(1, kills + 1):
            while len(harness.mail.taken) < part * cases // kills:
                await asyncio.sleep(0.02)
            await faults.killed()
        while await how_many_are_over(harness) < 2 * cases:
            await asyncio.sleep(0.3)
    return faults


async def how_many_are_over(harness: Harness) -> int:
    over = sa.select(sa.func.count()).where(notice.c.status.in_(["sent", "bounced"]))
    async with harness.service.engine.connect() as connection:
        return int(await connection.scalar(over) or 0)


async def require_all_told(harness: Harness, faults: Faults, count: int) -> None:
    """None is lost, and none goes twice but those of which the service could not know; in all that can be counted."""
    rows = {f"<{row['id']}@localhost>": row for row in await harness.notices()}
    arrived = Counter(harness.mail.message_ids)
    bounced = {mail_id for mail_id, row in rows.items() if row["status"] == "bounced"}
    assert len(rows) == count
    assert {row["contact_id"] for row in rows.values() if row["status"] == "bounced"} == {"clb-100003"}
    assert set(arrived) == set(rows) - bounced
    repeated = {mail_id for mail_id, times in arrived.items() if times > 1}
    assert repeated <= faults.unknown
    assert all(rows[mail_id]["in_doubt"] for mail_id in repeated)
    assert all(times <= rows[mail_id]["attempt"] for mail_id, times in arrived.items())
    told = [(kind, data["notification_id"]) for kind, data in await harness.deliveries(count)]
    assert len(set(told)) == len(told) == count
    assert Counter(kind for kind, _ in told) == {
        "notification-sent": count - len(bounced),
        "notification-failed": len(bounced),
    }
    assert {row["reason"] for row in rows.values()} == {None, "smtp-550"}


@pytest.mark.soak
async def test_300_notices_are_told_by_a_mail_server_that_has_a_bad_day(open_harness: OpenHarness) -> None:
    async with open_harness(smtp_timeout_s=2, retry_longest_s=1) as harness:
        faults = await tell(harness, 150, kills=1, between=1, within_s=60)
        assert faults.unknown
        await require_all_told(harness, faults, 300)


@pytest.mark.soak
@pytest.mark.timeout(1000)
async def test_5000_notices_are_told_by_a_mail_server_that_has_a_bad_day(open_harness: OpenHarness) -> None:
    async with open_harness(smtp_timeout_s=2, retry_longest_s=1) as harness:
        faults = await tell(harness, 2500, kills=4, between=5, within_s=900)
        assert len(faults.unknown) > 20
        await require_all_told(harness, faults, 5000)
