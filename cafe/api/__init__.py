"""The HTTP interface for other programs: `/api/v1`, described by itself in OpenAPI."""
