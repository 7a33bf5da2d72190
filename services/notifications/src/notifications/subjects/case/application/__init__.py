"""The use case: a fact about a case arrives."""
