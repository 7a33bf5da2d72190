"""What casework tells of the days of cases."""
