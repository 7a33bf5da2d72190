"""The register by Kafka."""
