"""What everybody may use: text, languages, files, calm, logs. Knows nothing of a café."""
