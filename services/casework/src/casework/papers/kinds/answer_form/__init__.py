"""The form on which parents of a child that is not enrolled answer."""
