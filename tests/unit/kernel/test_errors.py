import pytest

from shared.domain.errors import Conflict, DomainError, IllegalTransition, InvalidField, NotFound
from shared.domain.roles import Role


@pytest.mark.parametrize(
    "error",
    [
        NotFound("case"),
        Conflict("two at once"),
        IllegalTransition("hold", "closed", ("reopen",)),
        InvalidField("date", "late"),
    ],
)
def test_every_error_is_a_domain_error(error: Exception) -> None:
    assert isinstance(error, DomainError)


def test_an_illegal_transition_says_what_is_possible() -> None:
    error = IllegalTransition("hold", "closed", ("reopen",))
    assert (error.action, error.state, error.allowed) == ("hold", "closed", ("reopen",))
    assert str(error) == "hold is not possible in state closed"


def test_a_missing_thing_is_named_by_kind_and_id() -> None:
    assert str(NotFound("case", "7")) == "no such case: 7"
    assert str(NotFound("pupil")) == "no such pupil"


def test_an_invalid_field_names_the_field() -> None:
    error = InvalidField("half_day", "is AM or PM")
    assert (error.field, error.reason, str(error)) == ("half_day", "is AM or PM", "half_day: is AM or PM")


def test_roles_are_written_as_in_a_token() -> None:
    assert {str(role) for role in Role} == {
        "caseworker", "counsellor", "clb", "youth-coach", "coordinator", "school", "operator", "partner",
    }  # fmt: skip
