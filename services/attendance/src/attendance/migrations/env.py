"""Runs attendance's migrations."""

from attendance.tables import metadata
from shared.service.migration_environment import run_migrations

run_migrations(metadata)
