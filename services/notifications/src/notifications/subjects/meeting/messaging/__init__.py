"""Events of meetings, coming in."""
