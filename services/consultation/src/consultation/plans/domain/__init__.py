"""What is asked of a plan, and the problem that it solves."""
