"""Alembic's environment of casework."""

from casework.storage.schema import metadata
from shared.service.migration_environment import run_migrations

run_migrations(metadata)
