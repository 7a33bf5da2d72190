"""What consultation does, one module per use case; each works in the unit of work it is given."""
