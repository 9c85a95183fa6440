"""One file from a Maven repository: jgo knows which, one kept connection a thread fetches."""

import threading
from collections.abc import Iterator

import requests

CHUNK = 64 * 1024
SECONDS_TO_CONNECT, SECONDS_BETWEEN_BYTES = 10, 20


class FetchError(Exception):
    """A file couldn't be fetched; the message is for people."""


class Fetcher:
    """Fetches by path, over kept connections.

    jgo's own download opens a connection a file, and another for a SHA-1: 50 s in place of 1.
    """

    def __init__(self, repository: str | None) -> None:
        from jgo.maven import MavenContext  # slow to import, and needed on a first start alone

        remote = {"repository": repository.rstrip("/")} if repository else None
        self._repositories = tuple(MavenContext(remote_repos=remote).remote_repos.values())
        self._kept = threading.local()

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the file's bytes, or raise FetchError."""
        refusals = []
        for repository in self._repositories:
            try:
                with self._session.get(
                    f"{repository}/{path}",
                    stream=True,
                    timeout=(SECONDS_TO_CONNECT, SECONDS_BETWEEN_BYTES),
                ) as response:
                    if response.ok:
                        yield from response.iter_content(CHUNK)
                        return
                    refusals.append(f"{repository} answers {response.status_code} for {path}")
            except requests.RequestException as error:
                refusals.append(f"{repository} can't be reached ({type(error).__name__})")
        raise FetchError(
            f"Neo4j's files can't be fetched: {'; '.join(refusals)}. Check the network, or name "
            "another Maven repository by MAVEN_REPO_URL, and start again."
        )

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._kept, "session"):
            self._kept.session = requests.Session()
        session: requests.Session = self._kept.session
        return session
