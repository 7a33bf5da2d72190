"""The yearly control of compulsory education: the municipality's list beside the enrolments."""

from datetime import date, datetime
from itertools import permutations
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .children import (
    HEADER,
    JEF,
    NOOR,
    TODDLER,
    Child,
    bring,
    enrol,
    insz_of,
    listed,
    not_enrolled,
    signals_told,
    take,
    told,
)
from .harness import OTHER_SCHOOL, SCHOOL, Harness

NUMBERS = ("accepted", "unchanged", "superseded", "rejected", "not_of_age", "enrolled", "not_enrolled")


def numbers(answer: dict[str, Any]) -> dict[str, int]:
    """The numbers that are not 0."""
    return {name: answer[name] for name in NUMBERS if answer[name]}


def withdrawn(until: str | None = "2026-09-15", **changes: Any) -> dict[str, Any]:
    return {
        "school": SCHOOL,
        "pupil": "1234567",
        "valid_until": until,
        "recorded_at": "2026-11-02T07:00:00+01:00",
    } | changes


async def test_a_child_without_a_known_enrolment_is_listed_with_its_name(harness: Harness) -> None:
    await enrol(harness, NOOR.enrolled())
    answer = await take(harness, NOOR, JEF, TODDLER)
    assert numbers(answer) == {"accepted": 3, "not_of_age": 1, "enrolled": 1, "not_enrolled": 1}
    listing = (await harness.coordinator.get("/not-enrolled", params={"school_year": "2026-2027"})).json()
    [child] = listing["items"]
    assert listing["next"] is None
    assert child == {
        "signal_id": child["signal_id"],
        "person_id": child["person_id"],
        "given_name": "Jef",
        "family_name": "Voorbeeld",
        "birth_date": "2012-05-06",
        "registered_on": None,
        "postcode": "3800",
        "nis": "71053",
        "school_year": "2026-2027",
        "reference_date": "2026-10-01",
        "status": "missing",
        "concluded_at": child["concluded_at"],
        "found_at": None,
    }


async def test_it_is_told_by_person_id_and_the_name_apart(harness: Harness) -> None:
    await take(harness, JEF)
    events = dict(await told(harness))
    missing, changed = events["enrolment-missing"], events["person-changed"]
    assert missing == {
        "signal_id": missing["signal_id"],
        "person_id": changed["person_id"],
        "school_year": "2026-2027",
        "reference_date": "2026-10-01",
    }
    assert (changed["given_name"], changed["birth_date"], changed["enrolments"]) == ("Jef", "2012-05-06", [])


async def test_the_same_list_again_changes_and_tells_nothing(harness: Harness) -> None:
    await take(harness, NOOR, JEF)
    before = await told(harness)
    assert numbers(await take(harness, NOOR, JEF)) == {"unchanged": 2, "not_enrolled": 2}
    assert await told(harness) == before


async def test_a_dry_run_says_what_a_list_comes_to_and_leaves_nothing(harness: Harness) -> None:
    answer = await take(harness, NOOR, TODDLER, dry_run="true")
    assert numbers(answer) == {"accepted": 2, "not_of_age": 1, "not_enrolled": 1}
    assert answer["dry_run"] is True
    assert await not_enrolled(harness) == [] == await told(harness)


async def test_an_enrolment_that_arrives_later_takes_the_child_off(harness: Harness) -> None:
    await take(harness, NOOR)
    await enrol(harness, NOOR.enrolled(valid_from="2026-11-16"))
    assert await not_enrolled(harness) == []
    assert await signals_told(harness) == ["enrolment-missing", "enrolment-found"]
    [found] = (await harness.coordinator.get("/not-enrolled", params={"status": "found"})).json()["items"]
    assert found["found_at"] is not None


async def test_an_enrolment_that_is_taken_back_brings_the_child_back_as_a_new_signal(harness: Harness) -> None:
    await take(harness, NOOR)
    await enrol(harness, NOOR.enrolled())
    await enrol(harness, withdrawn())
    assert await not_enrolled(harness) == ["Noor"]
    assert await signals_told(harness) == ["enrolment-missing", "enrolment-found", "enrolment-missing"]
    ids = [data["signal_id"] for kind, data in await told(harness) if kind.startswith("enrolment-")]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("valid_from", "until", "missing"),
    [
        ("2026-09-01", None, []),
        ("2026-09-01", "2026-10-01", []),  # the reference date itself
        ("2026-09-01", "2026-09-30", ["Noor"]),
        ("2026-10-02", "2026-10-03", []),  # later in the school year
        ("2027-08-31", None, []),
        ("2027-09-01", None, ["Noor"]),  # the next one
    ],
)
async def test_an_enrolment_on_the_reference_date_or_later_in_the_school_year_counts(
    harness: Harness, valid_from: str, until: str | None, missing: list[str]
) -> None:
    await enrol(harness, NOOR.enrolled(valid_from=valid_from), *([withdrawn(until)] if until else []))
    await take(harness, NOOR)
    assert await not_enrolled(harness) == missing


async def test_r19_r20_only_children_of_compulsory_age_on_the_reference_date_are_compared(
    harness: Harness,
) -> None:
    five, four = Child("Vijf", date(2021, 12, 31)), Child("Vier", date(2022, 1, 1))
    turning_18, still_17 = Child("Achttien", date(2008, 10, 1)), Child("Zeventien", date(2009, 10, 2))
    answer = await take(harness, five, four, turning_18, still_17)
    assert numbers(answer) == {"accepted": 4, "not_of_age": 2, "not_enrolled": 2}
    assert sorted(await not_enrolled(harness)) == ["Vijf", "Zeventien"]


async def test_r21_who_comes_from_abroad_is_compared_from_the_60th_day_after_registration(
    harness: Harness,
) -> None:
    day_59, day_60 = Child("Net niet", registered_on="2026-08-03"), Child("Wel", date(2011, 3, 5), "2026-08-02")
    assert numbers(await take(harness, day_59, day_60)) == {"accepted": 2, "not_of_age": 1, "not_enrolled": 1}
    assert await not_enrolled(harness) == ["Wel"]


async def test_of_a_child_that_is_not_of_age_nothing_is_kept_but_that_it_was_listed(harness: Harness) -> None:
    await take(harness, TODDLER)
    async with harness.service.engine.connect() as connection:
        [row] = await connection.execute(text("SELECT given_name, family_name, birth_date, postcode FROM resident"))
    assert tuple(row) == (None, None, None, None)


async def test_the_number_itself_is_kept_nowhere(harness: Harness) -> None:
    await take(harness, NOOR)
    async with harness.service.engine.connect() as connection:
        rows = await connection.execute(text("SELECT row_to_json(resident)::text FROM resident"))
        assert NOOR.insz not in "".join(rows.scalars())


async def test_a_corrected_insz_joins_the_child_with_the_pupil(harness: Harness) -> None:
    await take(harness, NOOR)
    await enrol(harness, NOOR.enrolled(insz=None))
    assert await not_enrolled(harness) == ["Noor"]
    await enrol(harness, NOOR.enrolled(recorded_at="2026-11-01T07:00:00+01:00"))
    assert await not_enrolled(harness) == []
    events = await told(harness)
    [merged] = [data for kind, data in events if kind == "person-merged"]
    [found] = [data for kind, data in events if kind == "enrolment-found"]
    assert merged["merged_into"] == found["person_id"]


async def test_an_insz_that_was_another_childs_leaves_that_child_missing(harness: Harness) -> None:
    await enrol(harness, NOOR.enrolled(insz=JEF.insz))
    await take(harness, NOOR, JEF)
    assert await not_enrolled(harness) == ["Noor"]
    await enrol(harness, NOOR.enrolled(recorded_at="2026-11-01T07:00:00+01:00"))
    assert await not_enrolled(harness) == ["Jef"]
    [missing] = (await harness.coordinator.get("/not-enrolled", params={"status": "missing"})).json()["items"]
    changes = [data for kind, data in await told(harness) if kind == "person-changed"]
    jef = [data for data in changes if data["person_id"] == missing["person_id"]][-1]
    assert (jef["given_name"], jef["enrolments"]) == ("Jef", [])


async def test_list_and_enrolments_come_to_the_same_in_any_order(harness: Harness, at: datetime) -> None:
    """Each order has a child of its own, born on another day."""
    for number, order in enumerate(permutations(("list", "enrolment", "withdrawal", "other school"))):
        child = Child(f"Kind {number}", date(2011, 1, 1 + number))
        pupil = {"pupil": f"P{number}"}
        steps = {
            "enrolment": [child.enrolled(**pupil)],
            "withdrawal": [withdrawn(**pupil)],
            "other school": [
                child.enrolled(school=OTHER_SCHOOL, valid_from="2026-09-20", **pupil),
                withdrawn("2026-09-25", school=OTHER_SCHOOL, **pupil),
            ],
        }
        for step in order:
            if step == "list":
                await take(harness, child)
            else:
                await enrol(harness, *steps[step])
    assert sorted(await not_enrolled(harness, limit="200")) == sorted(f"Kind {number}" for number in range(24))


async def test_a_later_reference_date_holds_whichever_list_comes_first(harness: Harness) -> None:
    await enrol(harness, NOOR.enrolled(), withdrawn("2026-10-15"))
    await take(harness, NOOR, reference_date="2026-11-02")
    assert await not_enrolled(harness) == ["Noor"]
    answer = await take(harness, NOOR, reference_date="2026-10-01")
    assert numbers(answer) == {"superseded": 1}
    assert answer["lines"] == [
        {"line": 2, "status": "superseded", "reason": "a list of a later reference date has this child"}
    ]
    assert await not_enrolled(harness) == ["Noor"]


async def test_a_corrected_birth_date_takes_a_child_off_that_is_not_of_age(harness: Harness) -> None:
    wrong = Child("Lou", date(2020, 1, 2))
    await take(harness, wrong)
    row = f"{wrong.insz},Lou,Voorbeeld,2024-01-02,,3800,71053"
    assert (await bring(harness.coordinator, listed() + row)).json()["not_of_age"] == 1
    assert await not_enrolled(harness) == []
    assert await signals_told(harness) == ["enrolment-missing", "enrolment-found"]


async def test_every_school_year_has_a_control_of_its_own(harness: Harness) -> None:
    await enrol(harness, NOOR.enrolled(valid_from="2026-09-01"))
    await take(harness, NOOR, school_year="2025-2026", reference_date="2025-10-01")
    await take(harness, NOOR)
    assert await not_enrolled(harness, school_year="2025-2026") == ["Noor"]
    assert await not_enrolled(harness, school_year="2026-2027") == []


async def test_lines_that_are_malformed_are_named_with_the_field_and_the_others_count(harness: Harness) -> None:
    wrong = NOOR.insz[:-1] + ("0" if NOOR.insz[-1] != "0" else "1")
    rows = [
        JEF.row,
        f"{wrong},Noor,Voorbeeld,2011-03-04,,,",
        f"{NOOR.insz},,Voorbeeld,2011-03-04,,,",
        f"{NOOR.insz},Noor,Voorbeeld,4 maart,,,",
        f"{NOOR.insz},Noor,Voorbeeld,2011-03-04,,,Sint-Truiden",
        f"{NOOR.insz},Noor",
        JEF.row,
    ]
    answer = (await bring(harness.coordinator, listed() + "\n".join(rows))).json()
    assert numbers(answer) == {"accepted": 1, "rejected": 6, "not_enrolled": 1}
    assert [(each["line"], each["reason"].split(":")[0]) for each in answer["lines"]] == [
        (3, "insz"),
        (4, "given_name"),
        (5, "birth_date"),
        (6, "nis"),
        (7, "has another number of fields than the header"),
        (8, "insz"),
    ]
    assert not any(word in str(answer["lines"]) for word in ("Noor", "maart", "Truiden", wrong))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"naam;adres\nx;y\n", "has a header with no columns for insz"),
        (b"\x00\x01\x02", "is not text in UTF-8 or Windows-1252"),
        (listed(NOOR).encode() + b'"open,', "is not CSV: a quote is not closed"),
        (listed(NOOR).encode() + b"x" * 70_000, "has a line above 64 KiB"),
    ],
)
async def test_a_file_that_is_no_list_is_refused_whole(harness: Harness, content: bytes, reason: str) -> None:
    answer = await bring(harness.coordinator, content)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["field"], reason in error["reason"]) == ("body", True)
    assert await told(harness) == []


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"reference_date": "2026-08-31"}, "reference_date"),
        ({"reference_date": "2026-11-21"}, "reference_date"),
        ({"reference_date": "1 oktober"}, "reference_date"),
        ({"school_year": "2026"}, "school_year"),
        ({"school_year": "2019-2020", "reference_date": "2019-10-01"}, "school_year"),
        ({"columns": "rijksregister:insz"}, "columns"),
    ],
)
async def test_a_wrong_parameter_is_named(harness: Harness, params: dict[str, str], field: str) -> None:
    answer = await bring(harness.coordinator, listed(NOOR), **params)
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]


async def test_the_files_own_column_names_its_encoding_and_its_dates_are_read(harness: Harness) -> None:
    number = f"{insz_of(date(2012, 5, 6))}"
    dotted = f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
    text_ = f"Rijksregisternr;Voornaam;Naam;Geboren;Straat\n{dotted};Zoë;Voorbeeld;06/05/2012;Dorp 1\n"
    columns = "insz:Rijksregisternr,given_name:Voornaam,family_name:Naam,birth_date:Geboren"
    answer = await bring(harness.coordinator, text_.encode("cp1252"), columns=columns)
    assert numbers(answer.json()) == {"accepted": 1, "not_enrolled": 1}
    assert await not_enrolled(harness) == ["Zoë"]


async def test_a_list_larger_than_a_chunk_is_taken_over_whole(harness: Harness) -> None:
    days = [date(2009 + number // 336, 1 + number // 28 % 12, 1 + number % 28) for number in range(2800)]
    children = [Child(f"Kind {number}", day) for number, day in enumerate(days)]
    answer = await take(harness, *children)
    assert answer["accepted"] == 2800
    assert answer["not_enrolled"] + answer["not_of_age"] == 2800
    pages = await _pages(harness.coordinator)
    assert len(pages) == answer["not_enrolled"]
    assert len(set(pages)) == len(pages)


async def _pages(client: httpx.AsyncClient) -> list[str]:
    found: list[str] = []
    params = {"limit": "200"}
    while True:
        page = (await client.get("/not-enrolled", params=params)).json()
        found += [child["signal_id"] for child in page["items"]]
        if page["next"] is None:
            return found
        params["cursor"] = page["next"]


@pytest.mark.parametrize(
    ("role", "brings", "reads"),
    [
        (Role.SCHOOL, 403, 403),
        (Role.COUNSELLOR, 403, 403),
        (Role.CLB, 403, 403),
        (Role.YOUTH_COACH, 403, 403),
        (Role.CASEWORKER, 403, 200),
        (Role.COORDINATOR, 200, 200),
        (Role.OPERATOR, 200, 403),
    ],
)
async def test_who_may_bring_the_list_and_who_may_read_the_names(
    harness: Harness, role: Role, brings: int, reads: int
) -> None:
    client = harness.by(role)
    assert (await bring(client, listed(NOOR))).status_code == brings
    assert (await client.get("/not-enrolled")).status_code == reads


async def test_a_truancy_count_goes_on_when_a_child_turns_out_to_be_the_pupil(harness: Harness) -> None:
    await enrol(harness, NOOR.enrolled(insz=None))
    marks = [
        {
            "school": SCHOOL,
            "pupil": "1234567",
            "date": f"2026-10-0{day}",
            "half_day": "AM",
            "code": "B",
            "package": "official",
            "recorded_at": str(datetime(2026, 10, day, 9, tzinfo=BRUSSELS)).replace(" ", "T"),
        }
        for day in (1, 2, 5, 6, 7)
    ]
    await harness.coordinator.post("/attendance-records", json=marks)
    await take(harness, NOOR)
    await enrol(harness, NOOR.enrolled(recorded_at="2026-11-01T07:00:00+01:00"))
    shown = (await harness.coordinator.get(f"/pupils/{SCHOOL}/1234567/attendance")).json()
    assert (shown["person_count"], shown["levels_reached"]) == (5, [5])
    [signal] = (await harness.coordinator.get("/signals")).json()["items"]
    assert signal["person_id"] == shown["person_id"]
    assert [kind for kind, _ in await told(harness)].count("level-reached") == 1


async def test_the_lines_with_a_completed_date_of_birth_are_named(harness: Harness) -> None:
    rows = [NOOR.row, JEF.row.replace("2012-05-06", "00/05/2012"), TODDLER.row.replace("2024-01-02", "00/00/2024")]
    answer = await bring(harness.coordinator, "\n".join([HEADER, *rows]))
    assert answer.json()["completed_lines"] == [3, 4]
    listing = (await harness.coordinator.get("/not-enrolled", params={"school_year": "2026-2027"})).json()
    assert sorted(child["birth_date"] for child in listing["items"]) == ["2011-03-04", "2012-05-01"]


async def test_an_insz_that_lost_its_zero_is_taken_when_asked(harness: Harness) -> None:
    older = Child("Mila", date(2009, 3, 15))
    content = listed(older).replace(older.insz, older.insz.lstrip("0"))
    assert (await bring(harness.coordinator, content)).json()["rejected"] == 1
    answer = await bring(harness.coordinator, content, leading_zeros="insz")
    assert numbers(answer.json()) == {"accepted": 1, "not_enrolled": 1}
    assert numbers(await take(harness, older)) == {"unchanged": 1, "not_enrolled": 1}
    assert (await bring(harness.coordinator, content, leading_zeros="pupil")).status_code == 422
