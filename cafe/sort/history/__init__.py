"""What was done while sorting, told and taken back."""
