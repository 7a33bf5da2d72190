from attendance.school_files.registry import FORMATS

from .harness import Harness


async def test_every_endpoint_is_described(harness: Harness) -> None:
    document = (await harness.coordinator.get("/openapi.json")).json()
    operations = {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert set(operations) >= {
        "POST /attendance-records",
        "POST /imports",
        "POST /enrolments",
        "GET /attendance-records",
        "GET /pupils",
        "POST /enrolments/imports",
        "GET /pupils/{school}/{pupil}/attendance",
        "GET /pupils/{school}/{pupil}/export",
        "GET /signals",
        "GET /signals/{signal_id}",
        "GET /statistics/problematic-half-days",
        "GET /statistics/attendance-rates",
        "GET /early-signals",
        "GET /early-signal-rules",
        "PUT /early-signal-rules/{kind}",
        "GET /rules",
        "PUT /rules/{rule}",
        "POST /rules/simulate",
        "GET /feeds",
        "GET /questions",
        "GET /questions/{question_id}",
        "POST /questions/{question_id}/answer",
        "GET /calendars/{school}/{school_year}",
        "PUT /calendars/{school}/{school_year}",
    }
    assert [name for name, operation in operations.items() if not operation.get("description")] == []


async def test_fields_of_answers_are_described(harness: Harness) -> None:
    schemas = (await harness.coordinator.get("/openapi.json")).json()["components"]["schemas"]
    answers = (
        "AttendanceAnswer",
        "ExportAnswer",
        "RegisterAnswer",
        "MarkAnswer",
        "EnrolmentAnswer",
        "PupilAnswer",
        "UnsettledAnswer",
        "SignalAnswer",
        "ImportAnswer",
        "ItemAnswer",
        "RuleAnswer",
        "CalendarAnswer",
        "PupilsOfMonthAnswer",
        "RateOfWeekAnswer",
        "QuestionAnswer",
        "SilenceAnswer",
        "EarlySignalAnswer",
        "EarlySignalRuleAnswer",
        "EarlySignalRuleBody",
    )
    for name in answers:
        undescribed = [field for field, schema in schemas[name]["properties"].items() if not schema.get("description")]
        assert undescribed == [], name


async def test_every_format_of_a_file_is_described(harness: Harness) -> None:
    document = (await harness.coordinator.get("/openapi.json")).json()
    [parameter] = [each for each in document["paths"]["/imports"]["post"]["parameters"] if each["name"] == "format"]
    assert parameter["schema"]["enum"] == list(FORMATS)
    assert [name for name in parameter["schema"]["enum"] if f"`{name}`: " not in parameter["description"]] == []
