"""Whether a café's zip file is what the café was: everything in it made anew, and compared."""
