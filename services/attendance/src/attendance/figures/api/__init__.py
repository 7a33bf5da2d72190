"""The yearly figures by HTTP."""
