"""Who comes in: accounts and logins, links and codes, and the one table of rights."""
