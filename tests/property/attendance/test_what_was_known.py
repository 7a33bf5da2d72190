"""Whatever comes later, what was known at a time stays to be asked for."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.component.attendance.harness import Harness
from tests.property.lengths import examples

from attendance.mass_causes.domain.mass_cause import Answer, QuestionStatus
from attendance.pupils.application.show_attendance_then import show_attendance_then
from attendance.pupils.domain.attendance import Attendance
from attendance.register.domain.enrolment import PersonData, Transferred
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.register.storage.tables import metadata
from attendance.testing.factories import NOW, YEAR, assumed, enrolment, mark, withdrawal
from shared.domain.errors import NotFound
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

SCHOOLS, PUPILS = ("123456", "654321"), ("1", "2")
DAYS = [date(2026, 9, day) for day in (1, 2, 3, 4, 5, 7)]
KEPT = {"alembic_version", "rule"}


class SentAgain(NamedTuple):
    """A school sends its pupils' enrolments again, as every night; nothing but the time of recording is another."""

    school: str
    recorded_at: datetime


Step = Sequence[Mark] | Sequence[EnrolmentReport] | SchoolCalendar | Answer | SentAgain | str

school, pupil, day = st.sampled_from(SCHOOLS), st.sampled_from(PUPILS), st.sampled_from(DAYS)
moment = st.integers(0, 3).map(lambda hours: NOW - timedelta(days=60, hours=hours))
sites = st.sampled_from((None, "1", "2"))
persons = st.builds(
    PersonData,
    given_name=st.sampled_from((None, "Noor")),
    birth_date=st.sampled_from((None, date(2011, 3, 4), date(2008, 9, 4))),
    insz_key=st.sampled_from((None, b"x", b"y")),
    registered_on=st.sampled_from((None, None, date(2026, 7, 6))),
)
marks = st.builds(
    mark,
    # One date after today, which is rejected for good.
    st.sampled_from((*DAYS, date(2027, 5, 3))),
    st.sampled_from(HalfDay),
    st.sampled_from((Status.PROBLEMATIC, Status.PROBLEMATIC, Status.JUSTIFIED, Status.PRESENT, Status.UNKNOWN)),
    school=school,
    pupil=pupil,
    recorded_at=moment,
)
enrolments = st.builds(
    enrolment,
    st.sampled_from(DAYS[:4]),
    school=school,
    pupil=pupil,
    recorded_at=moment,
    person=persons,
    transferred=st.sampled_from((None, None, Transferred(2, date(2026, 9, 1)), Transferred(3, date(2026, 9, 2)))),
    site=sites,
)
withdrawals = st.builds(
    withdrawal,
    # Those of the day before an enrolment begins may annul it.
    st.one_of(st.none(), day, st.just(date(2026, 8, 31))),
    school=school,
    pupil=pupil,
    recorded_at=moment,
    event_id=st.sampled_from("ab"),
)
assumptions = st.builds(assumed, school=school, pupil=pupil)
calendars = st.builds(
    lambda school, closed: SchoolCalendar(
        school, YEAR, closures=tuple(Closure(day, None, "vrij", site) for day, site in closed)
    ),
    school,
    st.lists(st.tuples(day, sites), max_size=2),
)
steps = st.one_of(
    st.lists(marks, min_size=1, max_size=8),
    st.lists(st.one_of(enrolments, enrolments, withdrawals, assumptions), min_size=1, max_size=3),
    calendars,
    # To every question that was asked about a whole class or school.
    st.sampled_from(Answer),
    st.just("watch feeds"),
    st.builds(SentAgain, school, moment),
)


@pytest.fixture
async def harness(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    engine = create_engine(await create_database("attendance"))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE rule SET levels = '{1,2,3,5}'"))
    with captured_logs("attendance", level="WARNING"):
        yield Harness(engine)
    await engine.dispose()


@pytest.mark.timeout(300)
@settings(
    max_examples=examples(10, 30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=2, max_size=10))
async def test_the_answer_of_every_time_can_be_had_later(harness: Harness, history: list[Step]) -> None:
    await _begin_anew(harness)
    harness.hold_groups(2)
    answers: dict[datetime, dict[tuple[str, str], Attendance | None]] = {}
    for number, step in enumerate(history):
        now = NOW + timedelta(minutes=number)
        harness.clock.set(now)
        note(f"{now}: {step}")
        await _take(harness, _again(step, history[:number]) if isinstance(step, SentAgain) else step)
        answers[now] = {key: await _present(harness, *key) for key in _pupils()}
    for at, answered in answers.items():
        for key, answer in answered.items():
            assert await _then(harness, *key, at) == answer, f"{key} at {at}"
            # Nothing happens between two steps.
            assert await _then(harness, *key, at + timedelta(seconds=59)) == answer
    for key in _pupils():
        assert await _then(harness, *key, NOW - timedelta(seconds=1)) is None


async def _begin_anew(harness: Harness) -> None:
    tables = ", ".join(name for name in metadata.tables if name not in KEPT)
    async with harness.engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {tables} CASCADE"))


def _pupils() -> list[tuple[str, str]]:
    return [(school, pupil) for school in SCHOOLS for pupil in PUPILS]


def _again(nightly: SentAgain, before: list[Step]) -> list[EnrolmentReport]:
    sent = [each for step in before if isinstance(step, list) for each in step if isinstance(each, EnrolmentReport)]
    return [
        each._replace(change=replace(each.change, recorded_at=nightly.recorded_at))
        for each in sent
        if each.school == nightly.school
    ]


async def _take(harness: Harness, step: Step) -> None:
    if step == "watch feeds":
        await harness.watch()
    elif isinstance(step, Answer):
        for question in await harness.questions(None):
            if question.status is not QuestionStatus.LAPSED:
                await harness.answer(question.question_id, step)
    elif isinstance(step, SchoolCalendar):
        await harness.set_calendar(step)
    else:
        await harness.record(*(each for each in step if isinstance(each, Mark)))
        await harness.enrol(*(each for each in step if isinstance(each, EnrolmentReport)))


async def _present(harness: Harness, school: str, pupil: str) -> Attendance | None:
    try:
        return _without_reports(await harness.attendance(school, pupil))
    except NotFound:
        return None


async def _then(harness: Harness, school: str, pupil: str, at: datetime) -> Attendance | None:
    async with harness.units() as uow:
        try:
            return _without_reports(await show_attendance_then(uow, school, pupil, school_year=YEAR, at=at))
        except NotFound:
            return None


def _without_reports(shown: Attendance) -> Attendance:
    """Without time and event id of the marks: of a status that was sent again those of the last time are kept."""
    return replace(
        shown,
        **{
            name: [each._replace(recorded_at=NOW, event_id="") for each in getattr(shown, name)]
            for name in ("half_days", "pending", "rejected")
        },
    )
