"""Runs the command line as `python -m app.cli`; child processes of the program start here too."""

import sys

from app.cli.main import run_process
from app.program import speak_utf8

if __name__ == "__main__":
    speak_utf8()
    sys.exit(run_process(sys.argv[1:]))
