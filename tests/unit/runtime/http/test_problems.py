"""Which problem an exception is, and what it tells."""

import pytest
from starlette.exceptions import HTTPException

from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField, NotFound
from shared.runtime.http.problem_types import NAME_OF_STATUS, PROBLEMS
from shared.runtime.http.problems import Problem, problem_of


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (NotFound("case", "c-1"), "not-found"),
        (IllegalTransition("hold", "closed", ("reopen",)), "illegal-transition"),
        (Conflict("there is one already"), "conflict"),
        (DomainError("no"), "conflict"),
        (InvalidField("date", "must be a school day"), "invalid-request"),
        (ConnectionRefusedError(), "unavailable"),
        (TimeoutError(), "unavailable"),
        (HTTPException(404), "not-found"),
        (HTTPException(400), "invalid-request"),
        (HTTPException(418), "internal-error"),
        (ValueError("secret"), "internal-error"),
        (Problem("forbidden"), "forbidden"),
    ],
)
def test_every_exception_is_a_listed_problem(error: Exception, name: str) -> None:
    problem = problem_of(error)
    assert problem.name == name
    assert problem.status_code == PROBLEMS[name].status
    assert "secret" not in problem.detail


def test_an_illegal_transition_names_what_is_possible() -> None:
    problem = problem_of(IllegalTransition("hold", "closed", ("reopen",)))
    assert problem.members == {"state": "closed", "allowed": ["reopen"]}


def test_an_invalid_field_is_named_with_its_reason() -> None:
    problem = problem_of(InvalidField("date", "must be a school day"))
    assert problem.members["errors"] == [{"field": "date", "reason": "must be a school day"}]


def test_a_problem_looks_as_the_standard_says() -> None:
    scope = {"path": "/cases/é", "raw_path": b"/cases/%C3%A9"}
    response = Problem("conflict", "there is one already").response(scope)
    assert response.media_type == "application/problem+json"
    assert response.body == (
        b'{"type":"urn:flankerend:problem:conflict","title":"Conflict","status":409,'
        b'"detail":"there is one already","instance":"/cases/%C3%A9"}'
    )


def test_every_status_of_the_framework_has_a_problem_of_that_status() -> None:
    for status, name in NAME_OF_STATUS.items():
        assert PROBLEMS[name].status == (422 if status == 400 else status)
