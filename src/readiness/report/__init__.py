"""Reports of an assessment. What is said is decided once, in `story`; the formats only lay it out."""
