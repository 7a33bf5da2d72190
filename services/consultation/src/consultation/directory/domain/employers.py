"""For which organisation a contact works."""

from consultation.domain.organisation import Organisation
from shared.domain.errors import InvalidField


def name_of(organisation: Organisation | None, *, said: str | None) -> str:
    """The name of the organisation of a contact; `said` is what somebody calls it, None if nobody does.

    Raises InvalidField if the directory has no such organisation, or calls it otherwise.
    """
    if organisation is None:
        raise InvalidField("organisation_id", "is no organisation of the directory")
    if said is not None and said != organisation.name:
        raise InvalidField("organisation", "is not the name of that organisation: leave it out, or change it there")
    return organisation.name
