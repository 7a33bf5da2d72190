"""Whatever attendance tells, people do, and in whatever order it all arrives: the services end up in agreement."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from tests.component.notifications.mail_server import MailServer

from .agreement import contradictions
from .attendance import Attendance
from .conftest import OpenHarness
from .harness import Harness

_THINGS_THAT_HAPPEN = 40
_ACTS: dict[str, dict[str, Any]] = {
    "start": {},
    "hold": {"until": "2027-01-15", "reason": "reden"},
    "resume": {},
    "withdraw": {"reason": "reden"},
    "close": {"outcome": "other", "reason": "reden"},
    "reopen": {"reason": "reden"},
    "request-meeting": {},
    "assign": {"assignee": "caseworker-2"},
}
_OFTEN = {"withdraw": 5, "reopen": 2, "reschedule": 3}


class Story:
    """What happens, one thing after another, while events are still on their way."""

    def __init__(self, harness: Harness, random: Random) -> None:
        self.harness = harness
        self._random = random
        self._attendance = Attendance(harness, random)

    async def goes_on(self) -> None:
        """One thing happens."""
        told = (self._attendance.reach, self._attendance.lose, self._attendance.merge, self._attendance.part)
        match self._random.choices(("attendance", "caseworker", "planner", "time", "events"), (9, 5, 2, 1, 3))[0]:
            case "attendance":
                self._random.choices(told, (6, 6, 1, 1))[0]()
            case "caseworker":
                await self._act("casework", "/cases", "case_id", _ACTS)
            case "planner":
                steps: dict[str, dict[str, Any]] = {"reschedule": {}, "cancel": {}, "complete": {}}
                await self._act("consultation", "/meetings", "meeting_id", steps)
            case "time":
                self.harness.clock.advance(timedelta(minutes=self._random.choice([1, 30, 300, 1500])))
                await self.harness.look_at_meetings()
            case "events":
                await self.harness.let_pass(self._random.randrange(1, 25))

    async def _act(self, service: str, path: str, id_field: str, acts: dict[str, dict[str, Any]]) -> None:
        found = (await self.harness.ask(service, "GET", path)).json()["items"]
        if found:
            act = self._random.choices(list(acts), [_OFTEN.get(act, 1) for act in acts])[0]
            which = self._random.choice(found)[id_field]
            answer = await self.harness.ask(service, "POST", f"{path}/{which}/{act}", **acts[act])
            assert answer.status_code in {200, 409}, answer.text


async def everything(harness: Harness) -> list[Any]:
    """What could be seen to change: events, entries and notices."""
    sent = [await harness.rows(name, "SELECT * FROM outbox ORDER BY position") for name in harness.services]
    entries = await harness.rows("casework", "SELECT * FROM timeline ORDER BY position")
    notices = await harness.rows("notifications", "SELECT * FROM notice ORDER BY position")
    return [sent, entries, notices]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 4))])
async def test_the_services_agree_in_the_end_and_a_replay_changes_nothing(
    open_harness: OpenHarness, mail: MailServer, seed: int
) -> None:
    harness = await open_harness(seed)
    story = Story(harness, harness.random)
    for _ in range(_THINGS_THAT_HAPPEN):
        await story.goes_on()
    await harness.look_at_meetings()
    await harness.let_pass()
    assert await contradictions(harness) == []
    assert mail.taken

    before, mails = await everything(harness), len(mail.taken)
    await harness.replay()
    assert await everything(harness) == before
    assert len(mail.taken) == mails
