"""What the municipality found about a child that is not enrolled."""
