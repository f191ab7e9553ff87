"""Names → places: one read-only file made at build time, and the user's own."""
