"""A file of the directory that somebody sends: what it holds, by its header."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from consultation.directory.adapters.contacts_file import contacts_in
from consultation.directory.adapters.organisations_file import organisations_in
from consultation.directory.domain.file_row import FileRow
from consultation.directory.domain.organisation_row import OrganisationRow
from consultation.directory.domain.table import Table, What
from shared.domain.errors import InvalidField


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """The text of a file, and whether contacts or organisations are in it."""

    of: What
    text: str

    def contacts(self, contact_ids: Collection[str]) -> Table[FileRow]:
        """The contacts by line; `contact_ids` are those of the directory, who may have deputies."""
        return contacts_in(self.text, contact_ids)

    def organisations(self) -> Table[OrganisationRow]:
        """The organisations by line."""
        return organisations_in(self.text)


def imported(body: bytes) -> ImportedTable:
    """What was sent. Raises InvalidField for a file that is not UTF-8, or has neither kind of id in its header."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidField("file", "is not UTF-8: save it as CSV UTF-8") from None
    columns = re.split(r"[;,\"\s]+", text.partition("\n")[0])
    if "contact_id" in columns:
        return ImportedTable("contacts", text)
    if "organisation_id" in columns:
        return ImportedTable("organisations", text)
    raise InvalidField("file", "has neither a column contact_id nor a column organisation_id in its first line")
