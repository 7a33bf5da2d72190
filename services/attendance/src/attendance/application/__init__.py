"""What attendance does: one module per use case, each taking an open unit of work."""
