"""Nothing personal gets through, whatever key or value a line is given."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.log_fields import FIELDS
from shared.runtime.logging import get_logger
from shared.runtime.redaction import only_known_fields
from shared.testing.logs import Logs

INSZ = "11030499935"  # invented: sequence 999
NAME = "Zonnebloem Vanderkanarie"


@pytest.mark.parametrize(
    "key", ["name", "given_name", "insz", "pupil", "email", "text", "reason", "body", "path", "detail", "contact_id"]
)
def test_a_field_outside_the_list_is_dropped_and_named(logs: Logs, key: str) -> None:
    get_logger().info("case.opened", aggregate_id="c-1", **{key: NAME})
    line = logs.line("case.opened")
    assert line["fields.dropped"] == [key]
    assert line["aggregate_id"] == "c-1"
    assert "Zonnebloem" not in logs.text


@given(st.text().filter(lambda key: key not in FIELDS and key.replace("_", ".") not in FIELDS))
def test_no_new_key_gets_through(key: str) -> None:
    kept = only_known_fields(None, "info", {"event": "case.opened", key: NAME})
    assert NAME not in kept.values()


@pytest.mark.parametrize("value", [{"a": NAME}, [{"a": NAME}], object(), b"bytes"])
def test_a_value_that_is_not_plain_is_dropped(logs: Logs, value: object) -> None:
    get_logger().info("case.opened", checks=value)
    assert logs.line("case.opened")["fields.dropped"] == ["checks"]
    assert "Zonnebloem" not in logs.text


@pytest.mark.parametrize("insz", [INSZ, "11.03.04-999.35", "110304 99935", "110304-999-35"])
def test_an_insz_in_an_id_from_outside_is_blotted_out(logs: Logs, insz: str) -> None:
    get_logger().info("case.opened", event_id=f"mark-{insz}", correlation_id=insz, checks=[insz])
    line = logs.line("case.opened")
    assert (line["event_id"], line["correlation_id"], line["checks"]) == (
        "mark-[redacted]",
        "[redacted]",
        ["[redacted]"],
    )


def test_ids_that_only_look_like_an_insz_stay(logs: Logs) -> None:
    ids = ["11030499936", "019a0000-1103-7499-9351-103049993500", "9" * 32, "SP-2026-000123"]
    get_logger().info("case.opened", checks=ids)
    assert logs.line("case.opened")["checks"] == ids


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("123456:1234567", "123456:[redacted]"),
        ("123456:jan.peeters", "123456:[redacted]"),
        ("123456:2026-2027", "123456:2026-2027"),
        ("123456", "123456"),
    ],
)
def test_the_register_number_in_a_key_is_blotted_out(logs: Logs, key: str, shown: str) -> None:
    get_logger().info("message.processed", aggregate_id=key)
    assert logs.line("message.processed")["aggregate_id"] == shown


def test_dots_may_be_written_as_underscores(logs: Logs) -> None:
    get_logger().info("http.request_handled", http_route="/cases/{case_id}", error_type="ValueError")
    line = logs.line("http.request_handled")
    assert (line["http.route"], line["error.type"]) == ("/cases/{case_id}", "ValueError")


def test_ids_and_dates_are_written_as_text_and_absent_values_not_at_all(logs: Logs) -> None:
    case_id = UUID("019a0000-0000-7000-8000-000000000001")
    get_logger().info("case.opened", case_id=case_id, revision=date(2026, 11, 23), reference=None, checks={"b", "a"})
    line = logs.line("case.opened")
    assert (line["case_id"], line["revision"], line["checks"]) == (str(case_id), "2026-11-23", ["a", "b"])
    assert "reference" not in line


def test_long_texts_and_lists_are_cut(logs: Logs) -> None:
    get_logger().info("case.opened", reference="x" * 10_000, checks=["y"] * 1_000)
    line = logs.line("case.opened")
    assert len(line["reference"]) == 500
    assert len(line["checks"]) == 60
