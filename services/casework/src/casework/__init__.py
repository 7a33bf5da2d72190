"""Truancy cases (*spijbeldossiers*): one open case per pupil, its states, terms and timeline."""
