"""What tests of attendance are made of."""
