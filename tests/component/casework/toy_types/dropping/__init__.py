"""A toy type of case that rests on early signals."""
