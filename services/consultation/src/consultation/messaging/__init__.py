"""Events in and out of consultation."""
