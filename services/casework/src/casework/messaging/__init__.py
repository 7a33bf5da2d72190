"""Kafka in and out: events of other services become use cases, domain events become contracts."""
