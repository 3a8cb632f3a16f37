"""The second step of a log-in by password: codes of a telephone (RFC 6238), or from paper."""
