"""What the yearly figures is, in plain Python."""
