"""What arrived about meetings."""
