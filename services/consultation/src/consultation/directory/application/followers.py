"""What rests on a contact follows its changes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from consultation.unit_of_work import ConsultationUnitOfWork

Followed = Callable[[ConsultationUnitOfWork, str], AbstractAsyncContextManager[None]]
"""Holds what rests on a contact still before the contact changes, and lets it follow once the contact has changed.

Meetings have to be locked before the contact is, as whoever moves a meeting does.
"""
