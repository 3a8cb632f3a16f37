"""After: the archive, one workshop as one file that outlives the installation."""
