"""What other services tell of sessions of consultation bodies."""
