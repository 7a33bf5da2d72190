"""What the endpoints of all slices share: who may see what, the groups of endpoints."""
