"""One file per section of the report: facts in, a section out."""
