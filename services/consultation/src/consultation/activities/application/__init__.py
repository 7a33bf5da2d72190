"""What people do with activities, one module each."""
