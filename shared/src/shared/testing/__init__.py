"""What tests of every part stand on: real Kafka and PostgreSQL, databases of their own, a clock held still."""
