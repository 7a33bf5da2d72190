"""What is told to whom, when a notice no longer holds, and what a receiver may read. Plain Python."""
