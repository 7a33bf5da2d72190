"""What can be done with the yearly figures."""
