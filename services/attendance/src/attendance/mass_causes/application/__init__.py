"""What can be done with questions about mass causes."""
