"""Use cases: load, ask the aggregate, save. No SQL, no HTTP, no Kafka."""
