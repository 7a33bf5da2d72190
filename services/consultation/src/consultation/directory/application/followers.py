"""What rests on a contact or a room follows its changes."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from consultation.unit_of_work import ConsultationUnitOfWork

Followed = Callable[[ConsultationUnitOfWork, str], AbstractAsyncContextManager[None]]
"""Holds what rests on a contact or room still before that changes, and lets it follow once it has changed.

Meetings have to be locked before the contact or room is, as whoever moves a meeting does.
"""
