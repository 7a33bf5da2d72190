"""What the education policy asks of its coordinator, counted: a mail each week."""
