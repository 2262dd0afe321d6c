"""Full-text search over posts: an index in a folder of its own, derived from the corpus.

Words are found whatever their case and accents, as they stand or by their stem in French, English
or German. Each post is one entry, which holds what a reader needs to recognise it, so that a page
opens no table. The index says nothing that the corpus does not: losing it loses nothing.
"""
