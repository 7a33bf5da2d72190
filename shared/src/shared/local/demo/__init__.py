"""A school autumn played through the whole system, and what came of it."""
