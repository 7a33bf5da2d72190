"""A summary of a case for a partner, with what that partner may see."""
