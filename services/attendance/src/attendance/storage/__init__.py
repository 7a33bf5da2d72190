"""Where the register is kept: PostgreSQL."""
