"""How patiently a notice is tried. Plain Python."""
