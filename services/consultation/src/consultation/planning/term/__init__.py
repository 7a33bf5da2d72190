"""Planning a term: all waiting cases and the sessions of all series at once."""
