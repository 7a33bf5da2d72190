"""Others' stream processors on the same marks, each a script that runs in an environment of its own."""
