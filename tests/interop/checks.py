"""What each kind of client has to show."""

import json
from collections.abc import Awaitable, Callable, Mapping
from itertools import product

from .client import ClientFailedError, Workplace
from .municipality import SCHOOL, Municipality, eventually, mark

TRANSPORTS = ("http", "kafka")
MODES = ("binary", "structured")
_DAYS = ("2026-11-09", "2026-11-10", "2026-11-12", "2026-11-13")


async def sends_and_reads_events(workplace: Workplace, municipality: Municipality) -> None:
    """Every transport and mode brings its mark into the register under the event's own id; our event can be read.

    Raises ClientFailedError that names what did not.
    """
    pupil = await municipality.enrol()
    for (transport, mode), day in zip(product(TRANSPORTS, MODES), _DAYS, strict=True):
        sent = await workplace.run("send", transport, mode, given=json.dumps(mark(pupil, day, "AM")))
        await _is_in_the_register(municipality, pupil, day, sent, f"{transport}, {mode}")
    told = await workplace.run("read", SCHOOL, pupil)
    if told.split()[1:] != ["Zonnetje", "Verzonnen", "3A"]:
        raise ClientFailedError(f"person-changed was read as {told!r}")


async def uses_the_documents(workplace: Workplace, municipality: Municipality) -> None:
    """A generated client brings a mark into the register and reads a case, a meeting and a notice.

    Raises ClientFailedError that says what it did instead.
    """
    case, meeting, notice = municipality.case, municipality.meeting, municipality.notice
    pupil = await municipality.enrol()
    ids = case["case_id"], meeting["meeting_id"], notice["notification_id"]
    told = await workplace.run("use", *ids, given=json.dumps(mark(pupil, _DAYS[0], "AM")))
    expected = [
        "mark accepted",
        f"case {case['reference']} {case['status']} {case['level']}",
        f"meeting {meeting['status']} {len(meeting['participants'])}",
        f"notice {notice['template']} {notice['recipient_role']}",
    ]
    if told.splitlines() != expected:
        raise ClientFailedError(f"expected {expected}, it said {told.splitlines()}")
    if (_DAYS[0], "AM") not in await municipality.half_days(pupil):
        raise ClientFailedError("its mark is not in the register")


async def models_hold_our_events(workplace: Workplace, municipality: Municipality) -> None:
    """Generated models take every event of ours that is on Kafka. Raises ClientFailedError."""
    await municipality.enrol()
    told = json.loads(await workplace.run("validate"))
    missing = {"PersonChanged", "LevelReached", "CaseOpened", "MeetingScheduled", "NotificationSent"} - told.keys()
    if missing:
        raise ClientFailedError(f"no event was read of {', '.join(sorted(missing))}")


CHECKS: Mapping[str, Callable[[Workplace, Municipality], Awaitable[None]]] = {
    "sdk": sends_and_reads_events,
    "generated": uses_the_documents,
    "models": models_hold_our_events,
}


async def _is_in_the_register(municipality: Municipality, pupil: str, day: str, sent: str, way: str) -> None:
    event_id = sent.split()[0]

    async def look() -> str | None:
        half_day = (await municipality.half_days(pupil)).get((day, "AM"))
        return str(half_day["event_id"]) if half_day else None

    try:
        known_as = await eventually(f"the mark sent over {way}", look)
    except TimeoutError as late:
        raise ClientFailedError(f"{late}; the client said {sent!r}") from late
    if known_as != event_id:
        raise ClientFailedError(f"over {way} event {event_id} is known as {known_as}")
