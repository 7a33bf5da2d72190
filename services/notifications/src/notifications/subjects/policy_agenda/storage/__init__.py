"""What arrived of the agenda of the policy."""
