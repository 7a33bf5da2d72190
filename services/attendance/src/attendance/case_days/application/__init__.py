"""How the days of cases are kept."""
