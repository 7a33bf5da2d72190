"""Alembic's environment of casework."""

from casework.storage.tables import metadata
from shared.service.migration_environment import run_migrations

run_migrations(metadata)
