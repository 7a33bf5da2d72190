"""Alembic's way into the migrations of notifications."""

from notifications.storage.tables import metadata
from shared.service.migration_environment import run_migrations

run_migrations(metadata)
