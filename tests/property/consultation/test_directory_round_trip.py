"""What is exported of the directory is what an import reads again."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from consultation.directory.adapters.contacts_file import contacts_in
from consultation.directory.adapters.importing import imported
from consultation.directory.adapters.written import written_contacts, written_organisations
from consultation.domain.availability import Availability
from consultation.domain.contact import ROLES, Contact, ContactDetails
from consultation.domain.organisation import (
    LEVELS,
    Organisation,
    OrganisationDetails,
    OrganisationKind,
    OrganisationSite,
)
from consultation.domain.weekly_hours import WeeklyHours

IDS = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)
SCHOOLS = st.from_regex(r"[0-9]{6}", fullmatch=True)
LINES = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ;|,'\"=+@-\\"), min_size=1)
    .map(str.strip)
    .filter(bool)
    .map(lambda text: text[:200].strip())
)
PHONES = st.sampled_from(["+32 11 00 00 00", "011/00.00.00", "0470000000"])
EMAILS = st.sampled_from(["els@school.example", "+@x", "-a@b.example"])
DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
HOURS = st.builds(
    lambda weekday, first, last, begins, ends, weeks: WeeklyHours(
        weekday, time(first, 5), time(last, 10, 30 * (last % 2)), begins, ends, weeks if begins else 1
    ),
    st.integers(1, 7),
    st.integers(0, 11),
    st.integers(12, 23),
    st.none() | DAYS,
    st.none() | st.dates(date(2050, 1, 1), date(2100, 1, 1)),
    st.integers(1, 3),
)
SITES = st.lists(
    st.builds(OrganisationSite, IDS, st.none() | LINES, st.none() | LINES), max_size=3, unique_by=lambda at: at.site
)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    contact_id = draw(IDS)
    days = sorted(draw(st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2)))
    details = ContactDetails(
        name=draw(LINES),
        role=draw(st.sampled_from(sorted(ROLES))),
        organisation=draw(st.none() | LINES),
        schools=tuple(draw(st.lists(SCHOOLS, max_size=3))),
        email=draw(st.none() | EMAILS),
        language=draw(st.sampled_from(["nl", "fr", "nl-be"])),
        deputy_of=draw(st.none() | IDS.filter(lambda other: other != contact_id)),
        valid_from=draw(st.sampled_from([None, days[0]])),
        valid_until=draw(st.sampled_from([None, days[1]])),
        phone=draw(st.none() | PHONES),
        organisation_id=draw(st.none() | IDS),
    )
    return Contact(contact_id, details, Availability(weekly=tuple(draw(st.lists(HOURS, max_size=3)))))


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    kind = draw(st.sampled_from(OrganisationKind))
    is_school, is_clb = kind is OrganisationKind.SCHOOL, kind is OrganisationKind.CLB
    details = OrganisationDetails(
        kind=kind,
        name=draw(LINES),
        school=draw(SCHOOLS) if is_school else None,
        board=draw(st.none() | LINES),
        levels=tuple(draw(st.lists(st.sampled_from(LEVELS)))) if is_school else (),
        sites=tuple(draw(SITES)) if is_school else (),
        serves=tuple(draw(st.lists(SCHOOLS, max_size=3))) if is_clb else (),
        email=draw(st.none() | EMAILS),
        phone=draw(st.none() | PHONES),
        local=draw(st.booleans()),
        street=draw(st.none() | LINES),
        postcode=draw(st.sampled_from([None, "3500", "1011 AB"])),
        municipality=draw(st.none() | LINES),
    )
    return Organisation(draw(IDS), details)


@given(st.lists(contacts(), max_size=3, unique_by=lambda contact: contact.contact_id))
def test_contacts_are_read_as_they_were_written(everybody: list[Contact]) -> None:
    sent = imported(written_contacts(everybody).encode())
    principals = {contact.details.deputy_of for contact in everybody} - {None}
    table = contacts_in(sent.text, principals)
    assert table.mistakes == []
    assert [(row.contact_id, row.details, row.weekly) for row in table.rows.values()] == [
        (contact.contact_id, contact.details, contact.availability.weekly) for contact in everybody
    ]


@given(st.lists(organisations(), max_size=3, unique_by=lambda organisation: organisation.organisation_id))
def test_organisations_are_read_as_they_were_written(all_of_them: list[Organisation]) -> None:
    table = imported(written_organisations(all_of_them).encode()).organisations()
    assert table.mistakes == []
    assert [(row.organisation_id, row.details) for row in table.rows.values()] == [
        (organisation.organisation_id, organisation.details) for organisation in all_of_them
    ]
