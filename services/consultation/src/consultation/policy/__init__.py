"""Objectives of the education policy, the actions under them, and questions to who coordinates it."""
