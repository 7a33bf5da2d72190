"""Works out counts and levels from an export alone, as its readers would. Imports nothing of ours, on purpose."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

Json = dict[str, Any]
NEVER = "9999-12-31"

# Marks with another verdict were rejected for good.
VERDICTS = ("counted", "not-enrolled", "outside-calendar")


def counts(register: Json) -> dict[str, int]:
    """The half days of one school's register by status."""
    found = dict.fromkeys(("problematic", "justified", "present", "late", "unknown"), 0)
    for mark in _counting(register):
        found[mark["status"]] += 1
    return found


def person_count(export: Json) -> int:
    """The problematic half days over all schools, and what schools outside the system passed on."""
    age = export["compulsory"] or {"from": None, "until": None}
    problematic = {
        (mark["date"], mark["half_day"])
        for register in export["registers"]
        for mark in _counting(register)
        if mark["status"] == "problematic" and mark["held_by"] is None and _within(mark["date"], [age])
    }
    return len(problematic) + sum(map(sum, (_transferred(one, export, age) for one in export["registers"])))


def levels(export: Json) -> list[int]:
    """The levels that the newest rule of the school year sets at this count."""
    rules = [rule for rule in export["rules"] if rule["rule"] == "problematic-half-days"]
    rule = max(rules, key=lambda each: each["version"])
    return [level for level in rule["levels"] if rule["mode"] == "active" and level <= person_count(export)]


def enrolled(register: Json) -> list[Json]:
    """The periods of enrolment: each up to the day before the next one, or to its withdrawal; and those assumed."""
    ends = _ends(register)
    standing = sorted(start for start in ends if ends[start] >= start)
    next_day = dict(pairwise(standing))
    reported = [
        {"from": start, "until": min(ends[start], _day(next_day[start], -1) if start in next_day else NEVER)}
        for start in standing
    ]
    return reported + [{"from": each["from"], "until": each["until"]} for each in _present(register["assumed"])]


def _ends(register: Json) -> dict[str, str]:
    """The last day of each enrolment, by its first day, as withdrawals leave it; a day before the first annuls it."""
    ends = {each["valid_from"]: NEVER for each in _present(register["enrolments"])}
    start = None
    for each in sorted(_present(register["withdrawals"]), key=_recorded):
        day = each["valid_until"]
        if day is not None:
            begun = [one for one in sorted(ends) if one <= day]
            standing = [one for one in begun if ends[one] >= one]
            if standing and ends[standing[-1]] >= day:
                start = standing[-1]
            elif day < NEVER and _day(day, 1) in ends:
                start = _day(day, 1)
            else:
                start = begun[-1] if begun else None
        if start is not None:
            ends[start] = day or NEVER
    return ends


def _counting(register: Json) -> list[Json]:
    lessons = {(each["date"], each["half_day"]) for each in register["half_days"]}
    marks = [mark for mark in _present(register["marks"]) if mark["verdict"] in VERDICTS]
    return [
        mark
        for mark in marks
        if (mark["date"], mark["half_day"]) in lessons and _within(mark["date"], enrolled(register))
    ]


def _transferred(register: Json, export: Json, age: Json) -> list[int]:
    first, last = f"{export['school_year'][:4]}-09-01", f"{export['school_year'][5:]}-08-31"
    ends = _ends(register)
    standing = [each for each in _present(register["enrolments"]) if ends[each["valid_from"]] >= each["valid_from"]]
    said = sorted(standing, key=lambda each: each["valid_from"])
    by_last_day = {
        each["transferred"]["until"]: each["transferred"]["problematic"] for each in said if each["transferred"]
    }
    return [
        number
        for until, number in by_last_day.items()
        if first <= until <= last and (age["from"] or "") <= until and first <= (age["until"] or NEVER)
    ]


def _recorded(report: Json) -> tuple[datetime, str]:
    return datetime.fromisoformat(report["recorded_at"]), report["event_id"]


def _present(reports: list[Json]) -> list[Json]:
    return [each for each in reports if each["known_until"] is None]


def _within(day: str, periods: list[Json]) -> bool:
    return any((each["from"] or "") <= day <= (each["until"] or NEVER) for each in periods)


def _day(day: str, later: int) -> str:
    return str(date.fromisoformat(day) + timedelta(days=later))
