"""places finds the places that a text names, and where they are on the earth."""
