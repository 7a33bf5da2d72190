"""What a caller accepts and sends, against what a route answers and takes."""

import pytest

from shared.runtime.http.media import is_acceptable, is_taken, preferred

JSON = ("application/json",)


@pytest.mark.parametrize(
    "accept",
    [
        None,
        "",
        "*/*",
        "application/*",
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "text/html, application/json;q=0.1",
        "text/html,*/*;q=0.8",
        "application/json;q=0.5, */*;q=0",
        "application/json;q=high",
    ],
)
def test_what_lets_json_through(accept: str | None) -> None:
    assert is_acceptable(accept, JSON)


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml, text/*", "application/json;q=0, */*", "application/*;q=0", "nonsense"]
)
def test_what_excludes_json(accept: str) -> None:
    assert not is_acceptable(accept, JSON)


def test_any_answer_of_several_will_do_and_a_probe_answers_whatever_is_asked() -> None:
    assert is_acceptable("text/html", ("application/json", "text/html"))
    assert is_acceptable("text/plain;version=0.0.4", ("*/*",))


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("text/csv;q=0.4, application/json;q=0.5", "application/json"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("text/csv, application/json", "application/json"),
    ],
)
def test_of_several_answers_the_one_liked_best_comes(accept: str | None, answered: str) -> None:
    assert preferred(accept, ("application/json", "text/csv")) == answered


@pytest.mark.parametrize(
    ("content_type", "taken"),
    [
        ("application/json", True),
        ("Application/JSON ; charset=utf-8", True),
        ("text/plain", False),
        ("application/json5", False),
        ("", False),
        (None, False),
    ],
)
def test_a_body_is_judged_by_its_type_alone(content_type: str | None, taken: bool) -> None:
    assert is_taken(content_type, JSON) is taken
    assert is_taken(content_type, ("*/*",))
