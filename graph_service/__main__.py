"""Lets `python -m graph_service` do what the command `graph-service` does."""

import sys

if __name__ == "__main__":
    try:
        from graph_service.cli import main  # takes a moment, in which Ctrl-C may come

        main()
    except KeyboardInterrupt:
        sys.exit(130)
