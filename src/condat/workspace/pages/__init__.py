"""What every page is made with: words for codes, forms, tables that sort, charts, errors."""
