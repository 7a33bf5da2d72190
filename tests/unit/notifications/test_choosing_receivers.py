"""Who is told for a school: the valid contact with the smallest id, a deputy, or nobody."""

from datetime import date

from notifications.domain.directory import Contact, Directory
from notifications.testing.factories import SCHOOL, TODAY, contact
from shared.domain.roles import Role

ENDED = date(2026, 10, 11)


def chosen(*contacts: Contact) -> str | None:
    found = Directory(contacts).contact_for(SCHOOL, Role.CLB, TODAY)
    return found.contact_id if found else None


def test_the_smallest_id_by_code_point_is_told() -> None:
    assert chosen(contact("b", Role.CLB), contact("B", Role.CLB), contact("a", Role.CLB)) == "B"


def test_only_contacts_of_the_role_and_the_school_count() -> None:
    others = (contact("a", Role.COUNSELLOR), contact("b", Role.CLB, schools=["654321"]))
    assert chosen(*others) is None
    assert chosen(*others, contact("c", Role.CLB, schools=[])) == "c"


def test_a_contact_is_there_from_the_first_to_the_last_day() -> None:
    assert chosen(contact("a", Role.CLB, valid_until=ENDED), contact("b", Role.CLB)) == "b"
    assert chosen(contact("a", Role.CLB, valid_from=TODAY, valid_until=TODAY)) == "a"
    assert chosen(contact("a", Role.CLB, valid_from=date(2026, 10, 13))) is None


def test_a_deputy_is_told_only_when_nobody_else_is_there() -> None:
    deputy = contact("a-deputy", Role.CLB, deputy_of="b")
    assert chosen(contact("b", Role.CLB), deputy) == "b"
    assert chosen(contact("b", Role.CLB, valid_until=ENDED), deputy) == "a-deputy"
    assert chosen(contact("b", Role.CLB, valid_until=ENDED), contact("c", Role.CLB), deputy) == "c"


def test_a_deputy_must_be_there_and_of_the_same_role() -> None:
    absent = contact("b", Role.CLB, valid_until=ENDED)
    assert chosen(absent, contact("d", Role.CLB, deputy_of="b", valid_until=ENDED)) is None
    assert chosen(absent, contact("d", Role.COORDINATOR, deputy_of="b")) is None
    assert chosen(absent, contact("d", Role.CLB, deputy_of="b", schools=["654321"])) == "d"


def test_a_deputys_deputy_is_told_when_no_deputy_is_there_either() -> None:
    absent = contact("b", Role.CLB, valid_until=ENDED)
    deputys = contact("a", Role.CLB, deputy_of="d", schools=["654321"])
    assert chosen(absent, contact("d", Role.CLB, deputy_of="b"), deputys) == "d"
    assert chosen(absent, contact("d", Role.CLB, deputy_of="b", valid_until=ENDED), deputys) == "a"


def test_the_deputy_of_the_contact_with_the_smallest_id_is_told() -> None:
    absent = [contact(contact_id, Role.CLB, valid_until=ENDED) for contact_id in ("b", "c")]
    assert chosen(*absent, contact("a", Role.CLB, deputy_of="c"), contact("d", Role.CLB, deputy_of="b")) == "d"


def test_a_contact_of_the_school_who_is_a_deputy_elsewhere_is_told_when_nobody_else_is_there() -> None:
    deputy = contact("a", Role.CLB, deputy_of="x")
    assert chosen(contact("x", Role.CLB, schools=["654321"]), deputy) == "a"
    assert chosen(contact("b", Role.CLB), deputy) == "b"


def test_a_contact_is_found_by_id() -> None:
    directory = Directory([contact("a", Role.CLB)])
    assert directory.get("a") is not None
    assert directory.get("b") is None
