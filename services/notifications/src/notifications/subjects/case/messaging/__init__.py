"""Events of cases, coming in."""
