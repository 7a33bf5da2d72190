"""The sheet that goes along on a home visit to a child that is not enrolled."""
