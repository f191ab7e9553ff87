"""Commands that make the weights in ``places``; see docs/accuracy.md for what they reach."""
