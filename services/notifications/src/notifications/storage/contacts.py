"""This service's own copy of the directory, as the domain reads it."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.directory import Contact, Directory, PostalAddress
from notifications.domain.preferences import NO_PREFERENCES
from notifications.domain.suppression import SuppressionReason
from notifications.storage.preferences import PREFERRED, preferences_of
from notifications.storage.tables import (
    contact_preference,
    directory_contact,
    directory_organisation,
    employer,
    organisation_post,
    suppression,
)
from notifications.storage.webhooks import address_in, webhook_of_contact
from shared.domain.roles import Role

_COLUMNS = directory_contact.c
_NAMES = (
    sa.select(sa.func.jsonb_object_agg(directory_organisation.c.school, directory_organisation.c.name))
    .where(directory_organisation.c.school == sa.any_(sa.bindparam("named", type_=ARRAY(sa.Text))))
    .scalar_subquery()
)
_AROUND = (
    sa.select(
        directory_contact,
        suppression.c.reason.label("suppressed"),
        *PREFERRED,
        _NAMES.label("school_names"),
        webhook_of_contact().label("webhook"),
    )
    .select_from(
        directory_contact.outerjoin(suppression, suppression.c.contact_id == _COLUMNS.contact_id).outerjoin(
            contact_preference, contact_preference.c.contact_id == _COLUMNS.contact_id
        )
    )
    .where(
        sa.or_(
            _COLUMNS.schools.overlap(sa.bindparam("of_schools", type_=ARRAY(sa.Text))),
            sa.func.cardinality(_COLUMNS.schools) == 0,
            _COLUMNS.deputy_of.is_not(None),
            _COLUMNS.contact_id == sa.any_(sa.bindparam("ids", type_=ARRAY(sa.Text))),
        )
    )
)


_POST = (
    sa.select(sa.func.to_jsonb(sa.literal_column("organisation_post")))
    .select_from(employer.join(organisation_post, organisation_post.c.organisation_id == employer.c.organisation_id))
    .where(employer.c.contact_id == _COLUMNS.contact_id, employer.c.sequence == _COLUMNS.sequence)
    .scalar_subquery()
)
_AROUND_WITH_POST = _AROUND.add_columns(_POST.label("post"))


class Contacts:
    """Reads contacts; `shared.copies.contacts` keeps them up. Where letters go is read if ``by_letter``."""

    def __init__(self, connection: AsyncConnection, *, by_letter: bool = False) -> None:
        self._connection = connection
        self._around = _AROUND_WITH_POST if by_letter else _AROUND

    async def around(
        self, schools: Iterable[str], contact_ids: Iterable[str], *, named: Iterable[str] = ()
    ) -> Directory:
        """The contacts of these schools, those of all schools, all deputies, and these contacts.

        With them come the names of the schools, and of the schools ``named``; a directory without contacts has none.
        """
        of_schools = list(schools)
        asked = {"of_schools": of_schools, "ids": list(contact_ids), "named": sorted({*of_schools, *named})}
        rows = (await self._connection.execute(self._around, asked)).all()
        return Directory((_contact(row) for row in rows), (rows[0].school_names or {}) if rows else {})


def _contact(row: Any) -> Contact:
    return Contact(
        contact_id=row.contact_id,
        name=row.name,
        role=Role(row.role),
        organisation=row.organisation,
        schools=frozenset(row.schools),
        email=row.email,
        deputy_of=row.deputy_of,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        language=row.language,
        suppressed=SuppressionReason(row.suppressed) if row.suppressed else None,
        preferences=NO_PREFERENCES if row.channels is None else preferences_of(row),
        post=_post(getattr(row, "post", None)),
        webhook=address_in(row.webhook),
    )


def _post(row: dict[str, Any] | None) -> PostalAddress | None:
    """The address, if it is whole."""
    if row is None or not all(row[name] for name in ("street", "postcode", "municipality")):
        return None
    return PostalAddress(row["name"], row["street"], row["postcode"], row["municipality"])
