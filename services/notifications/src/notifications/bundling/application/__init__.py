"""The use case: the hour of a digest came."""
