"""HTTP in: routes, requests and answers of attendance."""
