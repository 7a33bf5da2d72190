"""The use case: the agenda of the policy was counted."""
