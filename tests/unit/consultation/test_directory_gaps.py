"""What the directory lacks."""

from datetime import date, timedelta
from typing import Any

import pytest

from consultation.directory.domain.gaps import Gap, GapKind, gaps_of
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind
from consultation.testing.factories import SCHOOL, contact
from shared.domain.roles import Role

TODAY = date(2026, 11, 20)
SCHOOL_1 = Organisation("school-1", OrganisationDetails(kind=OrganisationKind.SCHOOL, name="Atheneum", school=SCHOOL))
CLB_1 = Organisation("clb-1", OrganisationDetails(kind=OrganisationKind.CLB, name="CLB", serves=(SCHOOL,)))


def counsellor(contact_id: str = "c-1", **details: Any) -> Contact:
    return contact(contact_id, Role.COUNSELLOR, **{"schools": (SCHOOL,), "email": "c@school.example", **details})


def clb(contact_id: str = "b-1", **details: Any) -> Contact:
    plain = {"schools": (SCHOOL,), "email": "b@clb.example", "organisation_id": "clb-1"}
    return contact(contact_id, Role.CLB, **{**plain, **details})


def gaps(*contacts: Contact, organisations: tuple[Organisation, ...] = (SCHOOL_1, CLB_1)) -> list[Gap]:
    return gaps_of(organisations, contacts, today=TODAY, soon=timedelta(days=30))


def kinds(*contacts: Contact, organisations: tuple[Organisation, ...] = (SCHOOL_1, CLB_1)) -> list[GapKind]:
    return [gap.kind for gap in gaps(*contacts, organisations=organisations)]


def test_a_contact_whose_address_no_mail_reaches_is_a_gap_while_the_contact_is_there():
    around = (SCHOOL_1, CLB_1)
    there = gaps_of(around, [counsellor(), clb()], today=TODAY, soon=timedelta(), refused={"c-1"})
    assert there == [Gap(kind=GapKind.ADDRESS_BOUNCED, contact_id="c-1", role=Role.COUNSELLOR)]
    gone = counsellor(valid_until=TODAY - timedelta(days=1))
    kinds_left = {gap.kind for gap in gaps_of(around, [gone, clb()], today=TODAY, soon=timedelta(), refused={"c-1"})}
    assert GapKind.ADDRESS_BOUNCED not in kinds_left


def test_a_directory_with_everybody_lacks_nothing():
    assert gaps(counsellor(), clb()) == []


def test_a_school_without_counsellor_and_clb_is_named_with_the_role():
    assert gaps() == [
        Gap(kind=GapKind.NO_COUNSELLOR, organisation_id="school-1", school=SCHOOL, role=Role.COUNSELLOR),
        Gap(kind=GapKind.NO_CLB, organisation_id="school-1", school=SCHOOL, role=Role.CLB),
        Gap(kind=GapKind.NO_CONTACT, organisation_id="clb-1"),
    ]


@pytest.mark.parametrize(
    "details",
    [
        {"valid_until": TODAY - timedelta(days=1)},
        {"valid_from": TODAY + timedelta(days=1)},
        {"schools": ("125002",)},
    ],
)
def test_a_counsellor_who_is_not_there_today_or_of_another_school_fills_no_gap(details: dict[str, Any]):
    assert GapKind.NO_COUNSELLOR in kinds(counsellor(**details), clb())


def test_a_contact_of_all_schools_or_a_deputy_fills_a_gap():
    assert kinds(counsellor(schools=()), clb()) == []
    away = counsellor(valid_from=None, valid_until=None)
    deputy = counsellor("c-2", schools=("125001",), deputy_of="c-1")
    assert kinds(away, deputy, clb()) == []


def test_mail_has_to_reach_one_contact_of_each_role():
    assert kinds(counsellor(email=None), clb()) == [GapKind.NO_EMAIL]
    assert kinds(counsellor(email=None), counsellor("c-2"), clb()) == []


def test_nobody_asks_what_the_municipality_does_not_work_with():
    far = (
        Organisation("s", OrganisationDetails(kind=OrganisationKind.SCHOOL, name="S", school="999999", local=False)),
        Organisation("k", OrganisationDetails(kind=OrganisationKind.CLB, name="K", local=False)),
        Organisation("p", OrganisationDetails(kind=OrganisationKind.PARTNER, name="P")),
    )
    assert kinds(organisations=far) == []


def test_a_clb_is_reached_by_who_works_for_it():
    assert kinds(counsellor(), clb(organisation_id=None)) == [GapKind.NO_CONTACT]


@pytest.mark.parametrize(("days", "ends"), [(0, True), (30, True), (31, False)])
def test_a_contact_that_ends_soon_is_named_with_its_day(days: int, *, ends: bool):
    until = TODAY + timedelta(days=days)
    gap = Gap(kind=GapKind.CONTACT_ENDS, contact_id="c-2", role=Role.COUNSELLOR, until=until)
    assert gaps(counsellor(), counsellor("c-2", valid_until=until), clb()) == ([gap] if ends else [])


def test_a_school_of_contacts_without_an_organisation_has_no_name():
    (gap,) = gaps(counsellor(schools=(SCHOOL, "125009")), clb())
    assert (gap.kind, gap.school) == (GapKind.NO_ORGANISATION, "125009")
