"""School files: exports of school packages, recorded as they are."""
