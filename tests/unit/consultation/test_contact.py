"""Contacts: their fields, their schools, their versions."""

from datetime import date

import pytest

from consultation.domain.availability import Availability
from consultation.domain.contact import Contact, ContactDetails
from consultation.testing.factories import OTHER_SCHOOL, SCHOOL, contact
from shared.domain.errors import InvalidField
from shared.domain.roles import Role


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " Els"),
        ("name", "x" * 201),
        ("name", "Els\nVoorbeeld"),
        ("organisation", ""),
        ("role", Role.SCHOOL),
        ("role", Role.OPERATOR),
        ("schools", ("12500",)),
        ("email", "els"),
        ("email", "els@"),
        ("email", "els@stad..example"),
        ("email", "els@stad.example\nBcc: x@y.example"),
        ("email", f"{'e' * 60}@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'w' * 60}"),
        ("language", "Nederlands"),
        ("deputy_of", "an other"),
    ],
)
def test_a_malformed_field_is_named_and_not_repeated(field: str, value: object):
    fields = {"name": "Els Voorbeeld", "role": Role.CLB, field: value}
    with pytest.raises(InvalidField) as caught:
        ContactDetails(**fields)
    assert caught.value.field == field
    assert not value or str(value) not in str(caught.value) or field == "role"


def test_validity_ends_after_it_begins():
    with pytest.raises(InvalidField, match="valid_until"):
        contact("c", valid_from=date(2026, 9, 2), valid_until=date(2026, 9, 1))


@pytest.mark.parametrize("contact_id", ["", "a b", "a" * 65, "é"])
def test_an_id_has_a_form(contact_id: str):
    with pytest.raises(InvalidField, match="contact_id"):
        contact(contact_id)


def test_nobody_is_their_own_deputy():
    with pytest.raises(InvalidField, match="deputy_of"):
        contact("c", deputy_of="c")


def test_both_days_of_validity_are_included():
    someone = contact("c", valid_from=date(2026, 9, 1), valid_until=date(2026, 9, 30))
    assert someone.valid_on(date(2026, 9, 1))
    assert someone.valid_on(date(2026, 9, 30))
    assert not someone.valid_on(date(2026, 8, 31))
    assert not someone.valid_on(date(2026, 10, 1))
    assert someone.valid_between(date(2026, 8, 1), date(2026, 9, 1))


def test_no_schools_are_all_schools():
    assert contact("c").serves(SCHOOL)
    assert contact("c", schools=(SCHOOL,)).serves(SCHOOL)
    assert not contact("c", schools=(SCHOOL,)).serves(OTHER_SCHOOL)


@pytest.mark.parametrize(
    ("schools", "asker", "shares"),
    [
        ((SCHOOL,), None, True),
        ((SCHOOL,), frozenset({SCHOOL}), True),
        ((SCHOOL,), frozenset({OTHER_SCHOOL}), False),
        ((), frozenset({OTHER_SCHOOL}), True),
        ((), frozenset(), False),
    ],
)
def test_who_shares_a_school(schools: tuple[str, ...], asker: frozenset[str] | None, shares: bool):
    assert contact("c", schools=schools).shares_a_school_with(asker) is shares


def test_schools_have_no_order():
    assert contact("c", schools=(OTHER_SCHOOL, SCHOOL, SCHOOL)) == contact("c", schools=(SCHOOL, OTHER_SCHOOL))


def test_a_change_gives_the_next_version():
    assert contact("c").changed(email="els@stad.example").version == 2
    assert contact("c").available(Availability(max_meetings_per_day=2)).version == 2


def test_a_change_that_changes_nothing_keeps_the_version():
    someone: Contact = contact("c", email="els@stad.example")
    assert someone.changed(email="els@stad.example") is someone
    assert someone.available(someone.availability) is someone
