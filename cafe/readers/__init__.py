"""The reading round: a draft is read by those who were there before it is final."""
