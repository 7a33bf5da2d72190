"""Rules of any form with their packs, and signals in the shadow."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from attendance.register.storage.encoding import NUMBER_OF_STATUS
from attendance.rules.domain.description import described
from attendance.rules.domain.rule import LevelRule
from attendance.rules.storage.rule_packs import read_pack

revision = "2026_11_23_rules"
down_revision = "2026_11_23_feeds"
branch_labels = None
depends_on = None

_PACKS = ("z-rule-1", "netherlands-1", "england-1", "ohio-1", "california-1")

# A version that is not off, and whose every school year no later version holds for.
_LIVE = """
    CREATE VIEW live_rule AS
    SELECT * FROM rule
    WHERE mode <> 'off' AND NOT EXISTS (
        SELECT FROM rule AS later
        WHERE later.name = rule.name AND later.version > rule.version AND later.valid_from <= rule.valid_from
          AND (later.valid_until IS NULL OR later.valid_until >= rule.valid_until)
    )
"""

_TABLES = (
    """
    ALTER TABLE rule
        ADD COLUMN valid_until smallint,
        ADD COLUMN form jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN pack text,
        DROP CONSTRAINT rule_mode,
        ADD CONSTRAINT rule_mode CHECK (mode IN ('active', 'shadow', 'off'))
    """,
    "UPDATE rule SET pack = 'flanders' WHERE name = 'problematic-half-days' AND version = 1",
    _LIVE,
    "CREATE TABLE shadow_signal (LIKE signal INCLUDING DEFAULTS)",
    "ALTER TABLE shadow_signal ADD PRIMARY KEY (signal_id)",
    "CREATE INDEX shadow_signal_person ON shadow_signal (person_id)",
    "CREATE INDEX shadow_signal_pupil ON shadow_signal (pupil_id)",
)


_ADD = sa.text("""
    INSERT INTO rule (name, version, valid_from, levels, source, mode, form, pack, statuses, added_at) VALUES (
        :name, :version, :valid_from, CAST(:levels AS integer[]), :source, :mode, CAST(:form AS jsonb), :pack,
        :statuses, now()
    )
""")


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for pack in _PACKS:
        for rule in read_pack(pack):
            op.get_bind().execute(_ADD, _row(rule))


def _row(rule: LevelRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "version": rule.version,
        "valid_from": rule.valid_from.start,
        "levels": list(rule.levels),
        "source": rule.source,
        "mode": rule.mode.value,
        "form": json.dumps(described(rule.form)),
        "pack": rule.pack,
        "statuses": sum(1 << NUMBER_OF_STATUS[status] for status in rule.form.marked_with),
    }


def downgrade() -> None:
    op.execute("DROP TABLE shadow_signal")
    op.execute("DROP VIEW live_rule")
    op.execute("DELETE FROM rule WHERE name <> 'problematic-half-days' OR mode = 'shadow'")
    op.execute("""
        ALTER TABLE rule
            DROP COLUMN valid_until,
            DROP COLUMN form,
            DROP COLUMN pack,
            DROP CONSTRAINT rule_mode,
            ADD CONSTRAINT rule_mode CHECK (mode IN ('active', 'off'))
    """)
