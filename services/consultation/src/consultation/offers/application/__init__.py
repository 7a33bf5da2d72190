"""Use cases of offers, requests and surveys."""
