"""What tests of consultation plan with."""
