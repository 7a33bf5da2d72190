from shared.domain.roles import Role
from shared.local.issuer.people import by_role, people


def directory(tmp_path, *lines):
    path = tmp_path / "contacts.csv"
    path.write_text("\n".join(lines))
    return path


def test_every_directory_has_an_operator_at_the_end(tmp_path):
    assert [(person.subject, person.role) for person in people(directory(tmp_path, "contact_id,name,role"))][-1] == (
        "local-operator",
        Role.OPERATOR,
    )


def test_the_invented_directory_has_somebody_of_each_role_that_uses_pages():
    assert [*by_role(people(None))] == [
        Role.CASEWORKER,
        Role.COORDINATOR,
        Role.COUNSELLOR,
        Role.CLB,
        Role.YOUTH_COACH,
        Role.SCHOOL,
        Role.PARTNER,
        Role.OPERATOR,
    ]


def test_a_directory_without_caseworker_and_coordinator_gets_both_in_front(tmp_path):
    path = directory(tmp_path, "contact_id;name;role;organisation", "clb-7;Verzonnen Persoon;clb;CLB Nergens")

    first, second, third, _ = people(path)

    assert [first.subject, second.subject] == ["local-caseworker", "local-coordinator"]
    assert first.contact is None
    assert (third.subject, third.contact, third.organisation) == ("clb-7", "clb-7", "CLB Nergens")


def test_a_school_signs_in_for_its_own_school_alone(tmp_path):
    path = directory(tmp_path, "contact_id,name,role,schools", "s,Een school,school,125001", "c,Een mens,clb,125001")

    schools = {person.subject: person.school for person in people(path)}

    assert (schools["s"], schools["c"]) == ("125001", None)


def test_each_school_of_a_counsellor_has_a_secretary_unless_the_directory_names_one(tmp_path):
    path = directory(
        tmp_path,
        "contact_id,name,role,schools,organisation",
        "a,Een mens,counsellor,125001,Atheneum Nergens",
        "b,Een vervanger,counsellor,125001,Atheneum Nergens",
        "c,Nog een mens,counsellor,125002,Instituut Elders",
        "d,Van twee,counsellor,125001 125003,",
        "s,Eigen secretariaat,school,125002,Instituut Elders",
    )

    of_schools = {person.subject: (person.name, person.school) for person in people(path) if person.role is Role.SCHOOL}

    assert of_schools == {
        "local-school-125001": ("Secretariaat Atheneum Nergens", "125001"),
        "s": ("Eigen secretariaat", "125002"),
    }


def test_each_service_of_the_city_and_each_partner_has_a_desk_bound_to_it(tmp_path):
    contacts, organisations = directory(tmp_path, "contact_id,name,role"), tmp_path / "organisations.csv"
    rows = ("organisation_id,kind,name", "sport,city-service,Sportdienst", "x,partner,", "s,school,Een school")
    organisations.write_text("\n".join(rows))

    desks = [person for person in people(contacts, organisations) if person.role is Role.PARTNER]

    assert [(desk.subject, desk.name, desk.organisation_id) for desk in desks] == [
        ("local-partner-sport", "Aanspreekpunt Sportdienst", "sport"),
        ("local-partner-x", "Aanspreekpunt x", "x"),
    ]
    assert Role.PARTNER not in by_role(people(contacts))


def test_a_row_that_consultation_refuses_is_nobody(tmp_path):
    path = directory(tmp_path, "contact_id,name,role", ",Zonder Nummer,clb", "x,Vreemde Rol,king")

    assert {person.subject for person in people(path)} == {"local-caseworker", "local-coordinator", "local-operator"}
