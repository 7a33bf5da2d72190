"""A running service: its parts started in order and stopped in reverse."""

from shared.service.command import service_command
from shared.service.service import Service

__all__ = ["Service", "service_command"]
