"""Pages of consultation bodies."""
