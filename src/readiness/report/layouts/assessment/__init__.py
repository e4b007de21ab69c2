"""The report on one pair, laid out for terminals, as Markdown and as HTML."""
