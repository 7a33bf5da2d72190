"""Reads a directory of organisations: csv with a header, comma or semicolon between columns, UTF-8.

Columns: organisation_id, kind, name, school, board, levels, sites, serves, email, phone, local, street, postcode,
municipality. organisation_id, kind and name are required. Several levels, and several schools that a CLB serves, stand
between spaces. A site is written `2 | its name | its address`; semicolons stand between several. A backslash stands
before a `|`, `;` or backslash that is part of a name. `local` is `no` for who the municipality does not work with.
"""

import re
from pathlib import Path

from consultation.directory.adapters.csv_rows import (
    Cells,
    Columns,
    DirectoryFileError,
    read_table,
    text_of,
    words_in,
)
from consultation.directory.domain.organisation_row import OrganisationRow
from consultation.directory.domain.table import Table
from consultation.domain.organisation import Organisation, OrganisationDetails, OrganisationKind, OrganisationSite
from consultation.settings import SHIPPED
from shared.domain.errors import InvalidField

COLUMNS = Columns(
    ("organisation_id", "kind", "name"),
    ("school", "board", "levels", "sites", "serves", "email", "phone", "local"),
    ("street", "postcode", "municipality"),
)
_SHIPPED = Path(__file__).with_name("organisations.csv")
_LOCAL = {"": True, "yes": True, "no": False}
_PART = r"((?:\\.|[^{separator}])*)(?:{separator}|$)"


def read_organisations(source: str) -> list[OrganisationRow]:
    """The organisations in a file, or the invented ones for `default`. Raises DirectoryFileError."""
    table = organisations_in(text_of(_SHIPPED if source == SHIPPED else Path(source)))
    if table.mistakes:
        raise DirectoryFileError("organisations", table.mistakes)
    return list(table.rows.values())


def organisations_in(text: str) -> Table[OrganisationRow]:
    """The organisations in the text of a file by line, with every mistake in it."""
    return read_table(text, COLUMNS, _row)


def written_sites(sites: tuple[OrganisationSite, ...]) -> str:
    """These sites as a cell holds them."""
    return "; ".join(" | ".join(_escaped(part or "") for part in (at.site, at.name, at.address)) for at in sites)


def _row(cells: Cells) -> OrganisationRow:
    organisation = Organisation(cells["organisation_id"], _details(cells))
    return OrganisationRow(organisation.organisation_id, organisation.details, COLUMNS.digest(cells))


def _details(cells: Cells) -> OrganisationDetails:
    def optional(column: str) -> str | None:
        return cells.get(column) or None

    if cells["kind"] not in [*OrganisationKind]:
        raise InvalidField("kind", f"is one of {', '.join(OrganisationKind)}")
    if (local := cells.get("local", "")) not in _LOCAL:
        raise InvalidField("local", "is yes or no")
    return OrganisationDetails(
        kind=OrganisationKind(cells["kind"]),
        name=cells["name"],
        school=optional("school"),
        board=optional("board"),
        levels=words_in(cells.get("levels")),
        sites=tuple(_site(entry) for entry in _split(cells.get("sites", ""), ";") if entry.strip()),
        serves=words_in(cells.get("serves")),
        email=optional("email"),
        phone=optional("phone"),
        local=_LOCAL[local],
        street=optional("street"),
        postcode=optional("postcode"),
        municipality=optional("municipality"),
    )


def _site(entry: str) -> OrganisationSite:
    site, *about = (re.sub(r"\\(.)", r"\1", part.strip()) for part in _split(entry, "|"))
    if len(about) > 2:
        raise InvalidField("sites", "has a site of more than three parts")
    name, address = (*about, "", "")[:2]
    try:
        return OrganisationSite(site, name or None, address or None)
    except InvalidField as error:
        raise InvalidField("sites", f"has a site whose {error.field} {error.reason}") from None


def _split(text: str, separator: str) -> list[str]:
    """The parts of a text, with backslashes as they are."""
    return re.findall(_PART.format(separator=re.escape(separator)), text)[: -1 if text else None]


def _escaped(part: str) -> str:
    return re.sub(r"([\\;|])", r"\\\1", part)
