"""The control of compulsory education in PostgreSQL."""
