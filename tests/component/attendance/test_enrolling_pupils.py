"""Enrolments and withdrawals: which days a pupil's marks count on."""

from datetime import date, timedelta

from attendance.register.domain.enrolment import PersonData, Transferred
from attendance.register.domain.registration import Outcome
from attendance.testing.factories import (
    FULL_DAYS,
    MORNING,
    NOW,
    PUPIL,
    SCHOOL,
    YEAR,
    assumed,
    enrolment,
    mark,
    problematic,
    withdrawal,
)
from shared.messaging.envelope import Envelope

from .harness import Harness

LATER = MORNING + timedelta(days=20)


async def outcomes(harness: Harness, *reports: object) -> list[str]:
    return [result.outcome.value for result in await harness.enrol(*reports)]  # type: ignore[arg-type]


async def counted(harness: Harness) -> list[date]:
    return [kept.date for kept in (await harness.attendance()).half_days]


async def test_a_person_is_told_with_everything_but_the_insz(harness: Harness) -> None:
    await harness.enrol(enrolment(person=PersonData("Noor", "Voorbeeld", date(2011, 3, 4), b"secret hash")))
    [event] = await harness.told("person-changed")
    assert event.data == {
        "person_id": event.key,
        "given_name": "Noor",
        "family_name": "Voorbeeld",
        "birth_date": "2011-03-04",
        "enrolments": [
            {
                "school": SCHOOL,
                "pupil": PUPIL,
                "class": "3A",
                "level": "secundair",
                "structure": "311",
                "valid_from": "2026-09-01",
                "valid_until": None,
            }
        ],
    }


async def test_the_same_enrolment_again_changes_and_tells_nothing(harness: Harness) -> None:
    report = enrolment()
    assert await outcomes(harness, report) == ["accepted"]
    assert await outcomes(harness, report) == ["unchanged"]
    assert len(await harness.told()) == 1


async def test_what_is_sent_again_every_night_is_noted_and_leaves_no_history(harness: Harness) -> None:
    await harness.enrol(enrolment(), assumed(YEAR))
    harness.clock.advance(timedelta(days=1))
    assert await outcomes(harness, enrolment(recorded_at=LATER), assumed(YEAR, recorded_at=LATER)) == [
        "unchanged",
        "accepted",
    ]
    for kind in ("enrolment", "implicit_enrolment"):
        [row] = await harness.rows(f"SELECT recorded_at, known_since FROM {kind}")
        assert (kind, *row) == (kind, LATER, NOW)
    assert await harness.rows("SELECT 1 FROM report_history") == []
    assert await outcomes(harness, enrolment(class_name="3B", recorded_at=LATER - timedelta(days=1))) == ["superseded"]


async def test_a_replaced_enrolment_goes_to_the_history_with_both_times(harness: Harness) -> None:
    await harness.enrol(enrolment(class_name="3A"))
    harness.clock.advance(timedelta(days=1))
    await harness.enrol(enrolment(class_name="3B", recorded_at=LATER))
    [row] = await harness.rows("SELECT report ->> 'class_name', known_since, known_until FROM report_history")
    assert tuple(row) == ("3A", NOW, NOW + timedelta(days=1))


async def test_the_newest_recorded_enrolment_of_a_day_holds(harness: Harness) -> None:
    assert await outcomes(harness, enrolment(class_name="3B", recorded_at=LATER)) == ["accepted"]
    assert await outcomes(harness, enrolment(class_name="3A")) == ["superseded"]
    [event] = await harness.told()
    assert event.data["enrolments"][0]["class"] == "3B"


async def test_inside_one_list_the_later_of_two_recorded_at_once_holds(harness: Harness) -> None:
    first, second = enrolment(event_id="z", class_name="3A"), enrolment(event_id="a", class_name="3B")
    assert [result.outcome for result in await harness.enrol(first, second)] == [Outcome.SUPERSEDED, Outcome.ACCEPTED]
    [changed] = await harness.told("person-changed")
    assert changed.data["enrolments"][0]["class"] == "3B"


async def test_the_same_enrolment_twice_in_a_list_is_applied_once(harness: Harness) -> None:
    results = await harness.enrol(enrolment(), enrolment())
    assert sorted(result.outcome for result in results) == [Outcome.ACCEPTED, Outcome.UNCHANGED]


async def test_of_two_events_recorded_at_once_the_greater_id_holds(harness: Harness) -> None:
    first, second = (
        enrolment(event_id=own, class_name=name)._replace(cause=Envelope(own, "/school", "pupil-enrolled"))
        for own, name in (("z", "3A"), ("a", "3B"))
    )
    assert [result.outcome for result in await harness.enrol(first, second)] == [Outcome.ACCEPTED, Outcome.SUPERSEDED]


async def test_a_later_enrolment_ends_the_earlier_the_day_before(harness: Harness) -> None:
    await harness.enrol(enrolment(date(2026, 10, 1), class_name="3B"), enrolment())
    [event] = await harness.told()
    assert [(item["valid_from"], item["valid_until"]) for item in event.data["enrolments"]] == [
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", None),
    ]


async def test_marks_before_the_enrolment_stay_pending(harness: Harness) -> None:
    await harness.record(mark(date(2026, 9, 1)), mark(date(2026, 9, 10)))
    await harness.enrol(enrolment(date(2026, 9, 10)))
    assert await counted(harness) == [date(2026, 9, 10)]


async def test_marks_after_the_withdrawal_no_longer_count(harness: Harness) -> None:
    await harness.enrol(enrolment())
    await harness.record(*problematic(6))
    await harness.enrol(withdrawal(FULL_DAYS[1]))
    assert (await harness.attendance()).person_count == 4
    assert await harness.standing() == []


async def test_a_withdrawal_waits_for_its_enrolment(harness: Harness) -> None:
    assert await harness.enrol(withdrawal(FULL_DAYS[1])) == [(Outcome.PENDING, "no-enrolment")]
    assert (await harness.told()) == []
    await harness.record(*problematic(6))
    await harness.enrol(enrolment())
    assert (await harness.attendance()).person_count == 4


async def test_a_withdrawal_can_be_taken_back(harness: Harness) -> None:
    await harness.enrol(enrolment(), withdrawal(FULL_DAYS[1]))
    await harness.record(*problematic(6))
    assert await outcomes(harness, withdrawal(None, recorded_at=LATER)) == ["accepted"]
    assert await harness.standing() == [5]


async def test_taking_back_before_the_withdrawal_arrives_gives_the_same(harness: Harness) -> None:
    await harness.enrol(withdrawal(None, recorded_at=LATER))
    await harness.enrol(enrolment(), withdrawal(FULL_DAYS[1]))
    await harness.record(*problematic(6))
    assert await harness.standing() == [5]


async def test_each_period_has_its_own_end(harness: Harness) -> None:
    await harness.enrol(
        enrolment(),
        withdrawal(date(2026, 9, 4)),
        enrolment(date(2026, 9, 14)),
        withdrawal(date(2026, 9, 18), recorded_at=LATER),
    )
    await harness.record(*(mark(date(2026, 9, day)) for day in (4, 7, 14, 21)))
    assert await counted(harness) == [date(2026, 9, 4), date(2026, 9, 14)]


async def test_an_implicit_enrolment_counts_without_a_name_or_class(harness: Harness) -> None:
    await harness.record(*problematic(5))
    assert await outcomes(harness, assumed(YEAR)) == ["accepted"]
    assert await harness.standing() == [5]
    [event] = await harness.told("person-changed")
    assert (event.data["given_name"], event.data["family_name"], event.data["birth_date"]) == (None, None, None)
    assert event.data["enrolments"] == [
        {
            "school": SCHOOL,
            "pupil": PUPIL,
            "class": None,
            "level": "secundair",
            "structure": None,
            "valid_from": "2026-09-01",
            "valid_until": "2027-08-31",
        }
    ]


async def test_a_reported_enrolment_is_told_instead_of_an_assumed_one(harness: Harness) -> None:
    await harness.enrol(assumed())
    await harness.enrol(enrolment(date(2026, 9, 10)))
    event = (await harness.told("person-changed"))[-1]
    assert [item["valid_from"] for item in event.data["enrolments"]] == ["2026-09-10"]
    await harness.record(mark(date(2026, 9, 1)))
    assert await counted(harness) == [date(2026, 9, 1)], "the import asked to count these days"


async def test_nothing_to_apply_is_no_work(harness: Harness) -> None:
    assert await harness.enrol() == []


async def test_dates_at_the_ends_of_time_do_no_harm(harness: Harness) -> None:
    await harness.enrol(
        enrolment(date.min, person=PersonData("Noor", "Voorbeeld", date.max), transferred=Transferred(9, date.min)),
        withdrawal(date.max),
        enrolment(date.max, pupil="other", person=PersonData("Noor", "Voorbeeld", date.min)),
    )
    await harness.record(mark(FULL_DAYS[0]))
    shown = await harness.attendance()
    assert (shown.half_days != [], shown.person_count) == (True, 0)


async def test_of_two_senders_with_one_event_id_the_same_one_holds_in_every_order(harness: Harness) -> None:
    """What is stored gives way to what holds, also with the same time and id."""
    for class_name in ("3A", "3B", "3A"):
        await harness.enrol(enrolment(event_id="one", class_name=class_name))
    for last in (date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 2)):
        await harness.enrol(withdrawal(last, event_id="one"))
    event = (await harness.told("person-changed"))[-1]
    [period] = event.data["enrolments"]
    assert (period["class"], period["valid_until"]) == ("3B", "2026-10-09")


async def test_the_ses_characteristic_is_kept_and_a_correction_of_it_is_accepted(harness: Harness) -> None:
    said, corrected = enrolment(ses=True), enrolment(ses=False, recorded_at=LATER)
    assert await outcomes(harness, said, corrected) == ["accepted", "accepted"]
    assert await harness.rows("SELECT ses FROM enrolment") == [(False,)]
