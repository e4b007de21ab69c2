"""Reports laid out for people: terminal, Markdown, HTML, SVG."""
