"""The letter to parents with the problematic half days of their child."""
