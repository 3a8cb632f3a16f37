"""The method in short: guides of a page each, in three languages, on the web and as PDF."""
