"""Downloads from Maven repositories, which jgo's configuration names."""

import threading
from collections.abc import Iterator

import requests

from graph_service.i18n import Message, _

CHUNK = 64 * 1024
CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS = 10, 20


class FetchError(Exception):
    """A file couldn't be downloaded; the message is for users."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.translatable = message


class Fetcher:
    """Downloads files over one persistent connection per thread.

    jgo's own download opens two connections per file, one for the SHA-1: 50 s instead of 1.
    """

    def __init__(self, repository: str | None) -> None:
        from jgo.maven import MavenContext  # a slow import, needed only on a first start

        remote = {"repository": repository.rstrip("/")} if repository else None
        self._repositories = tuple(MavenContext(remote_repos=remote).remote_repos.values())
        self._local = threading.local()

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield a file's bytes, or raise FetchError."""
        failures: list[Message] = []
        for repository in self._repositories:
            try:
                with self._session.get(
                    f"{repository}/{path}",
                    stream=True,
                    timeout=(CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS),
                ) as response:
                    if response.ok:
                        yield from response.iter_content(CHUNK)
                        return
                    failures.append(
                        _(
                            "{repository} answers {status} for {path}",
                            repository=repository,
                            status=response.status_code,
                            path=path,
                        )
                    )
            except requests.RequestException as error:
                failures.append(
                    _(
                        "{repository} can't be reached ({error})",
                        repository=repository,
                        error=type(error).__name__,
                    )
                )
        raise FetchError(
            _(
                "Neo4j's files can't be downloaded: {failures}. Check the network, or set"
                " MAVEN_REPO_URL to another Maven repository, and start again.",
                failures=failures,
            )
        )

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session: requests.Session = self._local.session
        return session
