"""Events that every subject needs: names and addresses; and how facts are read."""
