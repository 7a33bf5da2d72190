"""What arrived about sessions of consultation bodies."""
