"""The transactions in which requests are answered."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from consultation.application.ports import Unit

Units = Callable[[], AbstractAsyncContextManager[Unit]]
"""Begins a transaction; it commits on a clean exit."""
