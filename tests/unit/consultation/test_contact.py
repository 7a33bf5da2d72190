"""Contacts: their fields, their schools, their versions."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest

from consultation.directory.domain.deputies import require_known_principal
from consultation.domain.availability import Availability
from consultation.domain.contact import Contact, ContactChanged, ContactDetails
from consultation.domain.weekly_hours import parse_weekly
from consultation.testing.factories import OTHER_SCHOOL, SCHOOL, contact, weekly
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


class TestWhatIsTold:
    """A contact collects what has to be told of it: that it is new, or has other details."""

    def test_a_new_contact_is_told(self):
        new = contact("clb-1").added()
        assert new.events == (ContactChanged(contact("clb-1")),)

    def test_other_details_are_told_with_their_version(self):
        changed = contact("clb-1").changed(name="Ann Voorbeeld")
        (event,) = changed.events
        assert (event.contact, event.contact.version, event.contact.events) == (changed, 2, ())

    def test_other_hours_are_a_new_version_that_is_told_to_nobody(self):
        changed = contact("clb-1").available(weekly("1 09:00-12:00"))
        assert (changed.version, changed.events) == (2, ())

    def test_a_file_changes_details_and_weekly_hours_in_one_version(self):
        before = contact("clb-1")
        loaded = before.loaded(replace(before.details, name="Ann Voorbeeld"), parse_weekly("1 09:00-12:00"))
        assert (loaded.version, len(loaded.events)) == (2, 1)
        assert before.loaded(before.details, ()) is before


@pytest.mark.parametrize(("principal", "refused"), [(None, False), ("clb-2", False), ("clb-3", True)])
def test_the_principal_of_a_deputy_is_in_the_directory(principal: str | None, refused: bool):
    deputy = contact("clb-1", deputy_of=principal)
    with pytest.raises(InvalidField, match="deputy_of") if refused else nullcontext():
        require_known_principal(deputy, {"clb-1", "clb-2"})
