"""The report: derived tables in, one page out, as HTML and as PDF."""
