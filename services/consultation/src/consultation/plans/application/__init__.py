"""A term is read, planned and booked."""
