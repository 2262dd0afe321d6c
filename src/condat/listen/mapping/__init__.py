"""From the columns of a file to the columns of the corpus, by a layout."""
