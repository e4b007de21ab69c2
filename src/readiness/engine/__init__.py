"""The model itself: combination, scores, gates, verdicts, diagnosis. Pure: no input, output, clock or chance."""
