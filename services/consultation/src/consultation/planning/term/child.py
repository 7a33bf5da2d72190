"""What the process does that is started to plan one term: reads the problem, writes the plan."""

import pickle
import sys

from consultation.planning.term.planning import planned

if __name__ == "__main__":
    problem, effort = pickle.load(sys.stdin.buffer)  # noqa: S301  # what our own parent wrote
    pickle.dump(planned(problem, effort), sys.stdout.buffer)
