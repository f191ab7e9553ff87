"""Runs the command line as a module: ``python -m storymap build article.txt``."""

from storymap.cli import main

if __name__ == "__main__":
    main()
