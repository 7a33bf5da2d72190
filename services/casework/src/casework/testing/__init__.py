"""What casework's tests are made with."""
