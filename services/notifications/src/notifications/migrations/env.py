"""Alembic's way into the migrations of notifications."""

import notifications.subjects.registry  # noqa: F401  (each subject adds its tables)
from notifications.storage.tables import metadata
from shared.service.migration_environment import run_migrations

run_migrations(metadata)
