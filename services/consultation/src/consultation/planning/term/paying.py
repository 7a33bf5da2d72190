"""What a model pays for: the points of its objective."""

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from consultation.domain.planning_rules import TermWeights


class Bill:
    """Collects what costs, by the names of the weights."""

    def __init__(self, model: CpModel, weights: TermWeights) -> None:
        self._model = model
        self._weights = weights
        self._variables: list[IntVar] = []
        self._points: list[int] = []
        self._owed = 0

    def pay(self, weight: str, var: IntVar, times: int = 1) -> None:
        """A weight, so many times, for each time that this variable counts."""
        if points := getattr(self._weights, weight) * times:
            self._variables.append(var)
            self._points.append(points)

    def item(self, weight: str) -> IntVar:
        """A new literal that costs this weight when it holds."""
        var = self._model.new_bool_var("")
        self.pay(weight, var)
        return var

    def owe(self, weight: str) -> None:
        """A weight that is paid whatever the plan is."""
        self._owed += getattr(self._weights, weight)

    def hand_over(self) -> None:
        """Make it the objective of the model."""
        self._model.minimize(LinearExpr.weighted_sum(self._variables, self._points) + self._owed)
