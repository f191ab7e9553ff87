"""Runs the command line from a checkout: ``python cli.py build article.txt``."""

from storymap.cli import main

if __name__ == "__main__":
    main()
