"""Runs the command line as `python -m app.cli`; child processes of the program start here too."""

import sys

from app.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
