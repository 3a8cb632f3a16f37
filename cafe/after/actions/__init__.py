"""What an organiser does with a series."""

from cafe.after.actions.series import rename_series

__all__ = ["rename_series"]
