"""The people who can sign in at the local stack: those of the directory of contacts, and what is missing there."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from shared.domain.roles import Role

_SHIPPED = "consultation.directory.adapters"
_CONTACTS, _ORGANISATIONS = "contacts.csv", "organisations.csv"
_PARTNERS = ("partner", "city-service")
_ALWAYS = {
    Role.CASEWORKER: "Lokale dossierbeheerder",
    Role.COORDINATOR: "Lokale coördinator",
    Role.OPERATOR: "Lokale beheerder",
}
_IN_FRONT = (
    Role.CASEWORKER,
    Role.COORDINATOR,
    Role.COUNSELLOR,
    Role.CLB,
    Role.YOUTH_COACH,
    Role.SCHOOL,
    Role.PARTNER,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in.

    ``subject`` is the contact id of a person of the directory. ``organisation`` is the name of where they work,
    ``organisation_id`` the organisation that a partner is bound to.
    """

    subject: str
    name: str
    role: Role
    organisation: str | None = None
    school: str | None = None
    contact: str | None = None
    organisation_id: str | None = None


def people(contacts: Path | None, organisations: Path | None = None) -> list[Person]:
    """Everybody, by role: caseworkers and coordinators in front. Without files the invented directory's.

    A directory without a caseworker, a coordinator or an operator gets one, as `flankerend token` makes them. Each
    school of a counsellor gets a secretary, for the directory of contacts has no secretaries. Each
    service of the city and each partner has a desk; organisations without contacts of their own are those of a file.
    """
    rows = [*_rows(_text(contacts, _CONTACTS))]
    everybody = [person for row in rows if (person := _person(row))]
    with_own = {person.school for person in everybody}
    everybody += [person for person in _secretaries(rows) if person.school not in with_own]
    everybody += _desks(_rows(_text(organisations, _ORGANISATIONS) if organisations or not contacts else ""))
    there = {person.role for person in everybody}
    everybody += [Person(f"local-{role}", name, role) for role, name in _ALWAYS.items() if role not in there]
    return sorted(everybody, key=lambda person: _rank(person.role))


def by_role(everybody: Sequence[Person]) -> dict[Role, list[Person]]:
    """The people of each role, in the order in which roles are shown."""
    roles = dict.fromkeys(person.role for person in everybody)
    return {role: [person for person in everybody if person.role is role] for role in roles}


def _rank(role: Role) -> int:
    return _IN_FRONT.index(role) if role in _IN_FRONT else len(_IN_FRONT)


def _text(file: Path | None, name: str) -> str:
    """A stack without consultation may lack the invented directory."""
    if file:
        return file.read_text(encoding="utf-8-sig")
    try:
        return files(_SHIPPED).joinpath(name).read_text(encoding="utf-8-sig")
    except (ModuleNotFoundError, FileNotFoundError):
        return ""


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    header = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ","
    )
    for row in reader:
        yield {str(column).strip(): str(cell or "").strip() for column, cell in row.items()}


def _person(row: Mapping[str, str]) -> Person | None:
    """The person of a row; None for a row that consultation says is wrong."""
    contact, role = row.get("contact_id", ""), row.get("role", "")
    if not contact or role not in [*Role]:
        return None
    schools = _schools(row)
    return Person(
        contact,
        row.get("name") or contact,
        Role(role),
        row.get("organisation") or None,
        school=schools[0] if role == Role.SCHOOL and schools else None,
        contact=contact,
    )


def _secretaries(rows: Sequence[Mapping[str, str]]) -> Iterator[Person]:
    """The secretary of each school that a counsellor is of alone."""
    organisations = {
        schools[0]: row.get("organisation") or None
        for row in reversed(rows)
        if row.get("role") == Role.COUNSELLOR and len(schools := _schools(row)) == 1
    }
    for school, organisation in sorted(organisations.items()):
        name = f"Secretariaat {organisation or school}"
        yield Person(f"local-{Role.SCHOOL}-{school}", name, Role.SCHOOL, organisation, school=school)


def _desks(rows: Iterator[Mapping[str, str]]) -> Iterator[Person]:
    """The desk of each organisation that has offers of its own and is no school."""
    for row in rows:
        organisation = row.get("organisation_id", "")
        if organisation and row.get("kind") in _PARTNERS:
            name = row.get("name") or organisation
            subject = f"local-{Role.PARTNER}-{organisation}"
            yield Person(subject, f"Aanspreekpunt {name}", Role.PARTNER, name, organisation_id=organisation)


def _schools(row: Mapping[str, str]) -> list[str]:
    return row.get("schools", "").split()
