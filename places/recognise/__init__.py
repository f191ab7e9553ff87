"""Text → mentions: which words name places."""
