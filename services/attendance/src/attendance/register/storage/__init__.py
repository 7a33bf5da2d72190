"""The register in PostgreSQL."""
