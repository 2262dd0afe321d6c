"""What pages, briefs and the report show of it all."""
