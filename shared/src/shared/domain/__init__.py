"""The kernel every service's domain may import: plain Python, standard library only, no I/O."""
