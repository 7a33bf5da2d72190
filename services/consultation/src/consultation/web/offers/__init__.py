"""Pages of offers to schools, requests for them, and overlaps."""
