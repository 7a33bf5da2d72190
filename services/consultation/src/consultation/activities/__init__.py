"""Activities of the education policy: what kinds there are, who registers, who came, what was handed out."""
