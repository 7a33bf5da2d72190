"""A town whose people, rooms and schools are free or not: what is done there, and a record of it to compare with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import httpx
import sqlalchemy as sa
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL, Case, Harness
from tests.component.consultation.standing import fixed

from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.casework_cases import CaseTransferred, MeetingRequested
from shared.contracts.contract import Contract
from shared.contracts.notifications_deliveries import ReplyArrived
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

BEGIN = datetime(2026, 11, 13, 10, tzinfo=BRUSSELS)
SCHOOLS = (SCHOOL, OTHER_SCHOOL)
ROLES = {
    "counsellor-1": Role.COUNSELLOR,
    "counsellor-2": Role.COUNSELLOR,
    "counsellor-9": Role.COUNSELLOR,
    "worker-1": Role.CASEWORKER,
    "worker-2": Role.CASEWORKER,
    "clb-1": Role.CLB,
    "coach-1": Role.YOUTH_COACH,
}
SEATS = {"small": 3, "large": 12}
OF_CLB = "large"
KRING = {"organisation_id": "clb-kring", "kind": "clb", "name": "CLB De Kring", "serves": list(SCHOOLS)}
SITE = {"site": f"Zorglokaal, school {SCHOOL}"}
STARTS = (time(9), time(9, 30), time(10), time(13, 30))

Json = dict[str, Any]
Busy = tuple[datetime, datetime]

_USED = """
SELECT quote_ident(tablename) FROM pg_tables
WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'agenda')
"""


class Town:
    """Two processes of the service on one database, and what was said of people, rooms and days."""

    _calendars = 0

    def __init__(self, processes: Sequence[Harness], clock: FixedClock) -> None:
        self._processes = processes
        self.clock = clock
        self.cases: list[Case] = []
        self.away: dict[str, set[date]] = defaultdict(set)
        self.busy: dict[str, set[Busy]] = defaultdict(set)
        self.closed: dict[str, set[date]] = defaultdict(set)
        self.last_day: dict[str, date] = {}
        self.seats = dict(SEATS)
        self.side = 0

    @property
    def harness(self) -> Harness:
        """The process that does what comes next."""
        return self._processes[self.side]

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def settle(self, *, has_series: bool) -> None:
        """Everything as it is on the first day; what the processes remember of the example before is old."""
        self.clock.set(BEGIN)
        async with self.harness.service.engine.begin() as connection:
            tables = ", ".join(await connection.scalars(sa.text(_USED)))
            await connection.execute(sa.text(f"TRUNCATE {tables}"))
            await connection.execute(sa.text("UPDATE agenda SET version = version + 2"))
        harness = self.harness
        await self._post("/organisations", KRING)
        await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL)
        await harness.add("counsellor-2", Role.COUNSELLOR, SCHOOL, deputy_of="counsellor-1")
        await harness.add("counsellor-9", Role.COUNSELLOR, OTHER_SCHOOL)
        await harness.add("worker-1", Role.CASEWORKER)
        await harness.add("worker-2", Role.CASEWORKER, deputy_of="worker-1")
        await harness.add("clb-1", Role.CLB, *SCHOOLS, organisation_id="clb-kring")
        await harness.add("coach-1", Role.YOUTH_COACH)
        for room_id, seats in SEATS.items():
            of_clb = {"organisation_id": "clb-kring"} if room_id == OF_CLB else {}
            await self._post("/rooms", {"room_id": room_id, "name": room_id, "seats": seats, **SITE, **of_clb})
        if has_series:
            await fixed(harness)

    # Cases

    async def open(self, school: str) -> Case:
        """A case that may have meetings."""
        case = Case(case_id=UUID(int=len(self.cases) + 1), reference=f"SP-2026-{len(self.cases):06}", school=school)
        self.cases.append(case)
        return case

    async def tell(self, case: Case, kind: type[Contract], **fields: object) -> None:
        await self.harness.tell(case.event(kind, **fields))

    async def ask(self, case: Case, *, days: int, **fields: object) -> None:
        """The case asks for a meeting in the next days."""
        today = self.clock.today()
        terms = {"not_before": today + timedelta(days=1), "hold_by": today + timedelta(days=days)}
        await self.tell(case, MeetingRequested, **{**terms, **fields})

    async def transfer(self, case: Case) -> None:
        """The case goes on at the other school."""
        school = OTHER_SCHOOL if case.school == SCHOOL else SCHOOL
        told = {"pupil": "p-2", "on": self.clock.today(), "person_id": UUID(int=0), "school_year": "2026-2027"}
        await self.tell(case, CaseTransferred, from_school=case.school, to_school=school, **told)
        case.school = school

    # Meetings

    async def rows(self, statement: str, **values: object) -> Sequence[Any]:
        """What is stored."""
        async with self.harness.service.engine.connect() as connection:
            return (await connection.execute(sa.text(statement), values)).all()

    async def times_of(self, meeting_id: UUID) -> list[datetime]:
        """When the meeting was to begin, the first time in front."""
        told = [data for kind, data in await self.harness.sent(meeting_id) if kind.endswith("scheduled")]
        return [datetime.fromisoformat(data["starts_at"]) for data in told]

    async def act(self, meeting_id: UUID, step: str, body: Json | None = None) -> httpx.Response:
        return await self._post(f"/meetings/{meeting_id}/{step}", body or {}, refused=True)

    async def arrange(self, cases: Iterable[Case], **body: object) -> httpx.Response:
        return await self._post("/meetings", {"case_ids": [str(case.case_id) for case in cases], **body}, refused=True)

    async def mail(self, meeting_id: UUID, contact_id: str, answer: str, sequence: int) -> None:
        """A calendar answers the invitation with this sequence."""
        data = {"notification_id": new_id(), "meeting_id": meeting_id, "contact_id": contact_id, "answer": answer}
        envelope = Envelope(id=str(new_id()), source="/notifications", type=ReplyArrived.event_type, sequence=2)
        reply = ReplyArrived.model_validate({**data, "ical_sequence": sequence})
        await self.harness.tell(Received(envelope, reply))

    # People, rooms and days

    async def stay_away(self, contact_id: str, days: set[date]) -> None:
        """Somebody is away on these days and no others."""
        self.away[contact_id] = days
        exceptions = [{"from": str(day), "until": str(day)} for day in sorted(days)]
        await self._put(f"/contacts/{contact_id}/availability", {"exceptions": exceptions}, contact_id)

    async def be_busy(self, contact_id: str, days: set[date]) -> None:
        """Somebody's calendar is full in the mornings of these days and at no other time."""
        times = {(_at(day, time(8)), _at(day, time(12, 15))) for day in days}
        self.busy[contact_id] = times
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
        for start, end in sorted(times):
            lines += ["BEGIN:VEVENT", f"UID:{start:%d}", "DTSTAMP:20261101T000000Z"]
            lines += [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(end)}", "END:VEVENT"]
        headers = {"Content-Type": "text/calendar", "If-Match": "*"}
        async with self.harness.asking("coordinator") as client:
            text = "\r\n".join([*lines, "END:VCALENDAR", ""])
            response = await client.put(f"/contacts/{contact_id}/busy", content=text, headers=headers)
        assert response.status_code == 200, response.text

    async def end(self, contact_id: str, last_day: date) -> None:
        """Somebody is a contact until this day."""
        self.last_day[contact_id] = last_day
        await self._put(f"/contacts/{contact_id}", {"valid_until": str(last_day)}, contact_id, method="PATCH")

    async def close_clb(self, days: set[date]) -> None:
        self.closed["clb-1"] = days
        closures = {"closures": [{"from": str(day), "until": str(day)} for day in sorted(days)]}
        await self._put("/organisations/clb-kring/closures", closures)

    async def close_school(self, school: str, days: set[date]) -> None:
        Town._calendars += 1
        self.closed[school] = days
        calendar = {
            "school": school,
            "school_year": "2026-2027",
            "version": Town._calendars,
            "base": "flanders",
            "sessions": [],
            "closures": [{"date": day, "half_day": None, "reason": "Pedagogische studiedag"} for day in sorted(days)],
            "extra": [],
        }
        envelope = Envelope(
            id=str(new_id()), source="/attendance", type=CalendarChanged.event_type, sequence=Town._calendars
        )
        await self.harness.tell(Received(envelope, CalendarChanged.model_validate(calendar)))

    async def change_room(self, room_id: str, *, seats: int | None = None, last_day: date | None = None) -> None:
        """The room has other seats, or can be used until this day."""
        if seats is not None:
            self.seats[room_id] = seats
            await self._put(f"/rooms/{room_id}", {"seats": seats}, method="PATCH")
        if last_day is not None:
            self.last_day[room_id] = last_day
            await self._put(f"/rooms/{room_id}", {"valid_until": str(last_day)}, method="PATCH")

    def is_away(self, contact_id: str, start: datetime, end: datetime) -> bool:
        """Whether somebody who is a contact can't meet then."""
        day = start.astimezone(BRUSSELS).date()
        is_busy = any(begin < end and start < until for begin, until in self.busy[contact_id])
        return is_busy or day in self.away[contact_id] or day in self.closed[contact_id]

    def has_ended(self, name: str, start: datetime) -> bool:
        """Whether somebody is no contact, or a room no room, on that day."""
        return name in self.last_day and self.last_day[name] < start.astimezone(BRUSSELS).date()

    def can_be_used(self, room_id: str, start: datetime, people: int) -> bool:
        """Whether so many can meet in a room on that day."""
        is_closed = room_id == OF_CLB and start.astimezone(BRUSSELS).date() in self.closed["clb-1"]
        return not (is_closed or self.has_ended(room_id, start) or self.seats[room_id] < people)

    def is_closed(self, school: str, start: datetime) -> bool:
        """Whether a school has no lessons on that day."""
        return start.astimezone(BRUSSELS).date() in self.closed[school]

    # Time

    async def look(self) -> None:
        """What the service does every few seconds."""
        tickers = {ticker.name: ticker for ticker in self.harness.service.tickers}
        for name in ("agendas", "silences", "meetings"):
            await tickers[name]._job()

    async def _post(self, path: str, body: Json, *, refused: bool = False) -> httpx.Response:
        async with self.harness.asking("coordinator") as client:
            response = await client.post(path, json=body)
        assert response.is_success or (refused and response.status_code in {409, 422}), response.text
        return response

    async def _put(self, path: str, body: Json, contact_id: str = "", *, method: str = "PUT") -> None:
        async with self.harness.asking("coordinator") as client:
            of = f"/contacts/{contact_id}" if contact_id else path.removesuffix("/closures")
            headers = {"If-Match": (await client.get(of)).headers["etag"]}
            response = await client.request(method, path, json=body, headers=headers)
        assert response.status_code == 200, response.text


def school_day(today: date, number: int) -> date:
    """The n-th weekday after today."""
    day = today
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BRUSSELS)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
