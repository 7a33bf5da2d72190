"""The transactions in which requests are answered."""

from attendance.unit_of_work import AttendanceUnitOfWork
from shared.messaging.unit_of_work import UnitOfWorkFactory

Units = UnitOfWorkFactory[AttendanceUnitOfWork]
"""Begins a transaction, which commits on a clean exit; `reading` begins one that only reads."""
