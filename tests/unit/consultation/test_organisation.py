"""Organisations of the directory: what each kind has, and what its changes tell."""

from typing import Any

import pytest

from consultation.directory.domain.employers import name_of
from consultation.directory.domain.school_numbers import require_own_number
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind, OrganisationSite
from shared.domain.errors import InvalidField

SCHOOL = {"kind": OrganisationKind.SCHOOL, "name": "Atheneum De Wilg", "school": "125001"}
CLB = {"kind": OrganisationKind.CLB, "name": "CLB De Kring"}


def organisation(organisation_id: str = "school-1", **fields: Any) -> Organisation:
    return Organisation(organisation_id, OrganisationDetails(**{**SCHOOL, **fields}))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"school": None}, "school"),
        ({"school": "12500"}, "school"),
        ({"name": " De Wilg"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"board": "regel\neinde"}, "board"),
        ({"levels": ("secundair", "hoger")}, "levels"),
        ({"sites": (OrganisationSite("1"), OrganisationSite("1"))}, "sites"),
        ({"serves": ("125001",)}, "serves"),
        ({"email": "info@"}, "email"),
        ({"phone": "nul elf"}, "phone"),
        ({**CLB, "school": "125001"}, "school"),
        ({**CLB, "school": None, "levels": ("lager",)}, "levels"),
        ({**CLB, "school": None, "sites": (OrganisationSite("1"),)}, "sites"),
        ({**CLB, "school": None, "serves": ("12",)}, "serves"),
    ],
)
def test_what_is_malformed_or_not_of_the_kind_is_named(fields: dict[str, Any], field: str):
    with pytest.raises(InvalidField) as refused:
        organisation(**fields)
    assert refused.value.field == field


@pytest.mark.parametrize(("fields", "field"), [({"site": "a b"}, "site"), ({"site": "1", "name": ""}, "name")])
def test_a_malformed_site_names_its_part(fields: dict[str, str], field: str):
    with pytest.raises(InvalidField) as refused:
        OrganisationSite(**fields)
    assert refused.value.field == field


def test_an_organisation_is_called_by_a_plain_id():
    with pytest.raises(InvalidField, match="organisation_id"):
        organisation("organisation:1")


def test_levels_and_schools_are_sorted_and_there_once():
    school = organisation(levels=("secundair", "lager", "lager"))
    clb = Organisation("clb-1", OrganisationDetails(**CLB, serves=("125002", "125001", "125002")))
    assert school.details.levels == ("lager", "secundair")
    assert clb.details.serves == ("125001", "125002")


def test_a_change_is_told_with_the_whole_state_and_the_next_version():
    before = organisation(board="Scholengroep")
    changed = before.changed(name="Lyceum De Wilg")
    (event,) = changed.events
    assert (changed.version, event.organisation) == (2, changed)
    assert changed.details.board == "Scholengroep"
    assert before.changed(name="Atheneum De Wilg") is before


def test_a_school_stays_a_school():
    with pytest.raises(InvalidField, match="kind"):
        organisation().loaded(OrganisationDetails(**CLB))


def test_two_schools_never_have_one_institution_number():
    school = organisation()
    require_own_number(school, [school, organisation("school-2", school="125002")])
    with pytest.raises(InvalidField, match="school"):
        require_own_number(school, [school, organisation("school-2")])


def test_a_contact_has_the_name_of_its_organisation():
    assert name_of(organisation(), said=None) == name_of(organisation(), said="Atheneum De Wilg") == "Atheneum De Wilg"
    with pytest.raises(InvalidField, match="organisation_id"):
        name_of(None, said=None)
    with pytest.raises(InvalidField, match="organisation"):
        name_of(organisation(), said="De Wilg")
