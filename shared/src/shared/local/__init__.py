"""The whole system on one machine: embedded PostgreSQL and Kafka, a mail catcher, the four services, one command."""
