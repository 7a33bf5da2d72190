"""The education policy in one view: agenda, balance, indicators and the multi-year report, over all slices."""
