"""Who has a case, as the other services may know it."""

import re

_CONTACT_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


def as_contact(assignee: str | None) -> str | None:
    """The assignee as a contact id; None for nobody, and for a token's ``sub`` that can be no contact's id.

    Events name contacts of the directory, so such a ``sub`` stays in casework.
    """
    return assignee if assignee and _CONTACT_ID.fullmatch(assignee) else None
