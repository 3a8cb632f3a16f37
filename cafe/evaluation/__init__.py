"""How the day was: a form on phones and on paper, and what people said."""
