"""Levels in, cases and their events out."""

from datetime import date, datetime
from uuid import UUID, uuid4

from shared.contracts.attendance_calendars import CalendarChanged
from shared.contracts.attendance_signals import AttendanceDropped, LevelReached
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import Logs

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, level_withdrawn


async def arrive(harness: Harness, *levels: int) -> list[LevelReached]:
    """These levels of one person, in this order."""
    person_id = uuid4()
    signals = [level_reached(level, person_id=person_id) for level in levels]
    for sequence, signal in enumerate(signals, 1):
        await harness.receive(signal, str(person_id), sequence=sequence)
    return signals


async def test_a_level_opens_a_case_and_asks_for_a_meeting(harness: Harness, logs: Logs) -> None:
    [signal] = await arrive(harness, 5)
    case = await harness.only_case()
    assert case["status"] == "new"
    assert case["reference"] == "SP-2026-000001"
    assert (case["level"], case["count"], case["respond_by"]) == (5, 5, "2026-11-30")
    assert case["signals"][0]["signal_id"] == str(signal.signal_id)
    (opened, told), (asked, meeting) = await harness.sent()
    assert (opened, asked) == ("case-opened.v1", "meeting-requested.v1")
    assert told["person_id"] == str(signal.person_id)
    assert told["half_days"] == [{"date": "2026-11-20", "half_day": "AM", "school": SCHOOL}]
    assert (meeting["not_before"], meeting["hold_by"]) == ("2026-11-25", "2026-12-07")
    assert meeting["required_roles"] == ["counsellor", "caseworker"]
    assert meeting["optional_roles"] == ["clb", "youth-coach"]
    line = logs.line("case.opened")
    assert (line["aggregate_id"], line["correlation_id"]) == (case["case_id"], "story-1")


async def test_an_early_signal_opens_no_case(harness: Harness) -> None:
    level = level_reached()
    early = AttendanceDropped(
        signal_id=uuid4(),
        person_id=level.person_id,
        school=level.school,
        pupil=level.pupil,
        level_of_education=level.level_of_education,
        school_year=level.school_year,
        rule="attendance-drop",
        rule_version=1,
        kind="attendance-drop",
        period_from=date(2026, 11, 16),
        period_until=date(2026, 11, 20),
        rate=0.5,
        usual_rate=1.0,
    )
    await harness.receive(early, str(early.person_id))
    assert (await harness.cases(), await harness.sent(), await harness.parked()) == ([], [], [])
    await harness.receive(level, str(level.person_id), sequence=2)
    assert (await harness.only_case())["level"] == 5


async def test_the_same_event_again_does_nothing(harness: Harness) -> None:
    signal = level_reached()
    event_id = await harness.receive(signal, str(signal.person_id))
    await harness.receive(signal, str(signal.person_id), event_id=event_id)
    await harness.receive(signal, str(signal.person_id), sequence=2)
    assert await harness.sent_types() == ["case-opened.v1", "meeting-requested.v1"]
    assert (await harness.only_case())["version"] == 1


async def test_a_late_certificate_leads_to_a_withdrawal_that_a_caseworker_confirms(harness: Harness) -> None:
    five, ten = await arrive(harness, 5, 10)
    for sequence, signal in ((3, ten), (4, five)):
        await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=sequence)
    case = await harness.only_case()
    assert case["status"] == "withdrawal-proposed"
    assert [signal["status"] for signal in case["signals"]] == ["withdrawn", "withdrawn"]
    answer = await harness.act(case["case_id"], "withdraw", reason="attest kwam later")
    assert answer.json()["status"] == "withdrawn"
    told = await harness.sent()
    assert [name for name, _ in told] == [
        "case-opened.v1",
        "meeting-requested.v1",
        "case-escalated.v1",
        "level-fallen.v1",
        "withdrawal-proposed.v1",
        "case-withdrawn.v1",
    ]
    assert [data["reason"] for _, data in told[-2:]] == ["level-no-longer-holds", "confirmed-by-caseworker"]
    kinds = [entry["kind"] for entry in await harness.timeline(case["case_id"])]
    assert kinds == [
        "case-opened",
        "meeting-requested",
        "case-escalated",
        "level-withdrawn",
        "level-withdrawn",
        "withdrawal-proposed",
        "case-withdrawn",
    ]


async def test_a_withdrawal_that_comes_first_ends_the_same(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    assert await harness.cases() == []
    await harness.receive(signal, str(signal.person_id), sequence=1)
    case = await harness.only_case()
    assert (case["status"], case["count"]) == ("withdrawal-proposed", 4)


async def test_a_level_reopens_a_withdrawn_case(harness: Harness) -> None:
    [signal] = await arrive(harness, 5)
    await harness.receive(level_withdrawn(signal), str(signal.person_id), sequence=2)
    case = await harness.only_case()
    await harness.act(case["case_id"], "withdraw", reason="reden")
    await harness.receive(level_reached(5, person_id=signal.person_id), str(signal.person_id), sequence=3)
    case = await harness.only_case()
    assert case["status"] == "active"
    assert (await harness.sent_types())[-2:] == ["case-reopened.v1", "meeting-requested.v1"]


async def test_terms_follow_the_schools_own_calendar(harness: Harness) -> None:
    free = [{"date": f"2026-11-{day}", "half_day": None, "reason": "vrij"} for day in (24, 25)]
    told = {"school": SCHOOL, "school_year": "2026-2027", "version": 2, "base": "flanders", "sessions": []}
    calendar = CalendarChanged.model_validate(told | {"closures": free, "extra": []})
    await harness.receive(calendar, f"{SCHOOL}:2026-2027")
    older = CalendarChanged.model_validate(told | {"closures": [], "extra": [], "version": 1})
    await harness.receive(older, f"{SCHOOL}:2026-2027", sequence=2)
    await arrive(harness, 5)
    assert (await harness.only_case())["respond_by"] == "2026-12-02"


async def test_a_site_that_is_closed_does_not_move_the_terms_of_the_school(harness: Harness) -> None:
    free = [{"date": f"2026-11-{day}", "half_day": None, "reason": "vrij", "site": "2"} for day in (24, 25)]
    extra = [{"date": "2026-11-28", "half_day": "AM", "site": "2"}]
    told = {"school": SCHOOL, "school_year": "2026-2027", "version": 1, "base": "flanders", "sessions": []}
    calendar = CalendarChanged.model_validate(told | {"closures": free, "extra": extra})
    await harness.receive(calendar, f"{SCHOOL}:2026-2027")
    await arrive(harness, 5)
    assert (await harness.only_case())["respond_by"] == "2026-11-30"


async def test_references_count_on_per_school_year(harness: Harness) -> None:
    await arrive(harness, 5)
    await arrive(harness, 5)
    assert [case["reference"] for case in await harness.cases()] == ["SP-2026-000001", "SP-2026-000002"]


async def test_a_level_of_an_ended_school_year_opens_no_case(harness: Harness) -> None:
    signal = level_reached(school_year="2025-2026")
    await harness.receive(signal, str(signal.person_id))
    assert await harness.cases() == []
    assert await harness.sent() == []


async def test_events_of_a_case_have_rising_versions_under_its_key(harness: Harness) -> None:
    await arrive(harness, 5, 10)
    case = await harness.only_case()
    async with harness.service.engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT key, sequence, subject FROM outbox ORDER BY position")
        assert [tuple(row) for row in rows] == [(case["case_id"], n, case["case_id"]) for n in (1, 2, 3)]


async def test_a_broken_level_is_parked_and_the_next_one_counts(harness: Harness) -> None:
    broken = level_reached().model_copy(update={"school_year": "2026-2028"})
    await harness.receive(broken, str(broken.person_id))
    assert len(await harness.parked()) == 1
    await arrive(harness, 5)
    assert UUID((await harness.only_case())["case_id"])


async def test_levels_of_each_rule_escalate_a_case_on_a_ladder_of_their_own(harness: Harness) -> None:
    person_id = uuid4()
    levels = [(30, "problematic-half-days"), (16, "netherlands-16-hours"), (10, "problematic-half-days")]
    for sequence, (level, rule) in enumerate(levels, 1):
        signal = level_reached(level, person_id=person_id, rule=rule, rule_version=2, count=5)
        await harness.receive(signal, str(person_id), sequence=sequence)
    assert await harness.sent_types() == ["case-opened.v1", "meeting-requested.v1", "case-escalated.v1"]
    told = [data["rule"] for name, data in await harness.sent() if name != "meeting-requested.v1"]
    assert told == ["problematic-half-days", "netherlands-16-hours"]
    case = await harness.only_case()
    assert (case["level"], case["rule"], case["level_school_year"]) == (30, "problematic-half-days", "2026-2027")


async def test_a_level_of_a_new_school_year_escalates_the_case_of_an_earlier_one_and_is_taken_back(
    harness: Harness, logs: Logs
) -> None:
    harness.clock.set(datetime(2026, 5, 4, 9, 0, tzinfo=BRUSSELS))
    old = level_reached(15, school_year="2025-2026")
    await harness.receive(old, str(old.person_id))
    harness.clock.set(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))
    new = level_reached(5, person_id=old.person_id, school=OTHER_SCHOOL, pupil="P-9")
    await harness.receive(new, str(new.person_id), sequence=2)
    case = await harness.only_case()
    assert (case["reference"], case["school_year"], case["status"]) == ("SP-2025-000001", "2025-2026", "new")
    assert (case["level"], case["count"], case["level_school_year"]) == (5, 5, "2026-2027")
    assert (case["school"], case["pupil"], case["respond_by"]) == (OTHER_SCHOOL, "P-9", "2026-11-30")
    name, told = (await harness.sent())[-1]
    assert (name, told["school_year"], told["new_school_year"]) == ("case-escalated.v1", "2026-2027", True)
    assert (told["school"], told["pupil"], told["respond_by"]) == (OTHER_SCHOOL, "P-9", "2026-11-30")
    await harness.receive(level_reached(10, person_id=old.person_id), str(old.person_id), sequence=3)
    assert (await harness.sent())[-1][1]["new_school_year"] is False
    for sequence, signal in enumerate([s for s in (await harness.only_case())["signals"] if s["level"] != 15], 4):
        fell = level_reached(signal["level"], signal_id=signal["signal_id"], person_id=old.person_id)
        await harness.receive(level_withdrawn(fell), str(old.person_id), sequence=sequence)
    assert (await harness.only_case())["status"] == "new"
    name, told = (await harness.sent())[-1]
    assert (name, told["school_year"]) == ("escalation-withdrawn.v1", "2026-2027")
    assert logs.line("case.escalation_withdrawn")["aggregate_id"] == case["case_id"]
    await harness.receive(level_withdrawn(old), str(old.person_id), sequence=6)
    assert (await harness.sent_types())[-1] == "withdrawal-proposed.v1"


async def test_the_same_level_reached_twice_falls_only_with_the_second(harness: Harness) -> None:
    person_id = uuid4()
    first, second = (level_reached(10, person_id=person_id, rule="england-10-sessions", count=10) for _ in range(2))
    for sequence, event in enumerate([first, second, level_withdrawn(first)], 1):
        await harness.receive(event, str(person_id), sequence=sequence)
    assert (await harness.only_case())["status"] == "new"
    await harness.receive(level_withdrawn(second), str(person_id), sequence=4)
    assert (await harness.only_case())["status"] == "withdrawal-proposed"


async def test_absences_with_a_reason_are_no_ground_for_a_case(harness: Harness) -> None:
    ill = level_reached(12, rule="z-codes", count=12, half_days=[], truancy=False)
    await harness.receive(ill, str(ill.person_id))
    await harness.receive(level_withdrawn(ill), str(ill.person_id), sequence=2)
    assert (await harness.sent(), await harness.parked()) == ([], [])
