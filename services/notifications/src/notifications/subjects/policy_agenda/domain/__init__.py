"""The agenda of the policy as plain Python."""
