"""The report on one pair, laid out as Markdown and as HTML."""
