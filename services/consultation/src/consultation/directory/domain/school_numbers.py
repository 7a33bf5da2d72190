"""An institution number is that of one school."""

from collections.abc import Iterable

from consultation.domain.organisation import Organisation
from shared.domain.errors import InvalidField


def require_own_number(organisation: Organisation, organisations: Iterable[Organisation]) -> None:
    """Raises InvalidField if another of these organisations is the school with this institution number."""
    others = (other for other in organisations if other.organisation_id != organisation.organisation_id)
    if organisation.school is not None and any(other.school == organisation.school for other in others):
        raise InvalidField("school", "is the institution number of another organisation of the directory")
