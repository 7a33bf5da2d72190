"""What a database is made of, as text that can be compared."""

import asyncpg

_PARTS = """
    SELECT format('column %s.%s %s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'not null' END, a.attgenerated, a.attidentity, a.attcollation::regcollation)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT format('default %s.%s %s', d.adrelid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid))
      FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p
      WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p') AND NOT EXISTS (
        SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e'
      )
    UNION ALL SELECT format('extension %s', extname) FROM pg_extension
    UNION ALL SELECT format('options %s %s', relname, reloptions) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND reloptions IS NOT NULL
    UNION ALL SELECT format('view %s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
    UNION ALL SELECT format('sequence %s %s', sequencename, data_type) FROM pg_sequences WHERE schemaname = 'public'
    UNION ALL SELECT format('type %s %s', t.typname, e.enumlabel) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
"""


async def schema_of(url: str) -> set[str]:
    """Every column, default, constraint, index, trigger, function, extension, option, view, sequence and enum value."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        return {row[0] for row in await connection.fetch(_PARTS)}
    finally:
        await connection.close()
