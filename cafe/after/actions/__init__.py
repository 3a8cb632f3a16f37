"""What an organiser does with a series."""

from cafe.after.actions.series import list_cafe, rename_series, show_series

__all__ = ["list_cafe", "rename_series", "show_series"]
