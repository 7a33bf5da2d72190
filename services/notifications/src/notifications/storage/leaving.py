"""Contacts who are in the directory no more."""

from datetime import date

import sqlalchemy as sa

from notifications.storage.tables import directory_contact


def has_left(contact_id: sa.ColumnElement[str], last_day: date) -> sa.ColumnElement[bool]:
    """Whether the contact's last day was before this day."""
    return sa.exists().where(directory_contact.c.contact_id == contact_id, directory_contact.c.valid_until < last_day)
