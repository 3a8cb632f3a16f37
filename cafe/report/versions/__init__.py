"""The document as it was kept: files in every format, and the row that names them."""
