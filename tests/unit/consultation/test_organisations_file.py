"""Organisations as a file: what is read, and what a person is told of a mistake."""

import pytest

from consultation.directory.adapters.contacts_file import read_contacts
from consultation.directory.adapters.organisations_file import organisations_in, read_organisations, written_sites
from consultation.domain.organisation import OrganisationKind, OrganisationSite
from consultation.settings import SHIPPED

HEADER = "organisation_id;kind;name;school;board;levels;sites;serves;email;phone;local"
WILG = (
    "school-1;school;Atheneum De Wilg;125001;Scholengroep;lager secundair;"
    '"1 | Hoofdgebouw | Wilgenlaan 1; 2 | A \\| B";;info@dewilg.example;011 00 00 00;yes'
)


def mistakes_in(*lines: str) -> list[str]:
    return [str(mistake) for mistake in organisations_in("\n".join((HEADER, *lines))).mistakes]


def test_every_column_is_read():
    table = organisations_in(f"{HEADER}\n{WILG}\nclb-1;clb;CLB;;;;;125001 125002;;;no")
    school, clb = table.rows[2].details, table.rows[3].details
    assert (school.kind, school.school, school.board) == (OrganisationKind.SCHOOL, "125001", "Scholengroep")
    assert (school.levels, school.email, school.phone) == (
        ("lager", "secundair"),
        "info@dewilg.example",
        "011 00 00 00",
    )
    assert school.sites == (OrganisationSite("1", "Hoofdgebouw", "Wilgenlaan 1"), OrganisationSite("2", "A | B"))
    assert (clb.serves, clb.local, school.local) == (("125001", "125002"), False, True)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("s 1;school;De Wilg;125001;;;;;;;", "organisation_id"),
        ("s-1;academy;De Wilg;125001;;;;;;;", "kind"),
        ("s-1;school;De Wilg;;;;;;;;", "school"),
        ("s-1;school;De Wilg;125001;;hoger;;;;;", "levels"),
        ("s-1;school;De Wilg;125001;;;1 | a | b | c;;;;", "sites"),
        ("s-1;school;De Wilg;125001;;;een plaats;;;;", "sites"),
        ("s-1;clb;De Wilg;;;;;12;;;", "serves"),
        ("s-1;school;De Wilg;125001;;;;;;;ja", "local"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(line: str, column: str):
    (mistake,) = mistakes_in(line)
    assert mistake.startswith(f"line 2, column {column}: ")


def test_a_postal_address_is_read_and_a_row_without_one_keeps_its_digest():
    with_columns, clb = f"{HEADER};street;postcode;municipality", "clb-1;clb;CLB;;;;;;;;yes"
    addressed = organisations_in(f"{with_columns}\n{clb};Kringstraat 3;3500;Hasselt").rows[2]
    plain = organisations_in(f"{HEADER}\n{clb}").rows[2]
    empty = organisations_in(f"{with_columns}\n{clb};;;").rows[2]
    details = addressed.details
    assert (details.street, details.postcode, details.municipality) == ("Kringstraat 3", "3500", "Hasselt")
    assert plain.digest == empty.digest != addressed.digest


def test_a_table_without_a_line_says_what_is_missing():
    first, *_ = map(str, organisations_in("").mistakes)
    assert first == "line 1: column organisation_id is missing"


@pytest.mark.parametrize("name", ["a;b", "a|b", "a\\b", "a\\", "\\|;"])
def test_a_site_is_read_as_it_was_written(name: str):
    sites = (OrganisationSite("1", name, name), OrganisationSite("2"), OrganisationSite("3", None, name))
    cell = written_sites(sites)
    table = organisations_in(f"organisation_id,kind,name,school,sites\ns-1,school,De Wilg,125001,{cell}")
    assert table.rows[2].details.sites == sites


def test_the_invented_contacts_work_for_invented_organisations():
    organisations = {row.organisation_id: row.details for row in read_organisations(SHIPPED)}
    for contact in read_contacts(SHIPPED):
        assert organisations[contact.details.organisation_id or ""].name == contact.details.organisation
    served = {school for details in organisations.values() for school in details.serves}
    assert {details.school for details in organisations.values() if details.school} == served
