"""What arrived about cases."""
