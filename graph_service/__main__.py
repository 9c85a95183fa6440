"""Lets `python -m graph_service` do what the command `graph-service` does."""

from graph_service.cli import main

if __name__ == "__main__":
    main()
