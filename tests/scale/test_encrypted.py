"""Servers that prove who they are, and ask who is there: PostgreSQL by itself, OpenSearch by one that stands before it.

Their certificates are made anew, by an authority that nobody trusts who is not told to.
"""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
import urllib3

from panelsearch.config import Engines
from panelsearch.errors import LibraryError
from panelsearch.ingestion.pipeline import ingest
from panelsearch.ocr.engine_selection import OcrMode
from panelsearch.services.library import Library
from tests.scale.servers import LOOPBACK, OpenSearchCluster, PostgresServer

USER, PASSWORD = "clerk", "Dunmere:7"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert(LOOPBACK)


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> Path:
    """The file of the authority."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def door(cluster: OpenSearchCluster, certificate: trustme.LeafCert) -> Iterator[str]:
    """An `https://` address that passes on what `USER` asks of the node, and nothing else."""
    wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    behind = urllib3.PoolManager(maxsize=8)

    class Asked(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def passed_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, said = 401, b'{"error": {"type": "security_exception", "reason": "nobody we know"}}'
            if self.headers.get("Authorization") == wanted:
                kept = {"Content-Type": self.headers.get("Content-Type", "application/json")}
                answer = behind.request(self.command, cluster.url + self.path, body=body, headers=kept)
                status, said = answer.status, answer.data
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else said)

        def log_message(self, *_: object) -> None:
            pass

    for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
        setattr(Asked, f"do_{method}", Asked.passed_on)

    class Door(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever did not believe us is gone."""

    with Door((LOOPBACK, 0), Asked) as listening:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True).start()
        yield f"https://{LOOPBACK}:{listening.server_address[1]}"
        listening.shutdown()
    behind.clear()


@pytest.fixture
def papers(make_pdf, tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    make_pdf(folder / "minutes.pdf", [["Dunmere Parish Council", "The footbridge was discussed at length by all."]])
    return folder


def found(place: Path, papers: Path) -> int:
    """In how many passages of a library the footbridge is found, once it is brought up to date."""
    ingest(place, [papers], ocr=OcrMode.OFF, engines=Engines(tagger="rules"))
    with Library.open(place) as library:
        return library.search("footbridge").total


def test_an_index_whose_server_proves_itself_and_asks_who_is_there(
    cluster: OpenSearchCluster, door: str, trusted: Path, papers: Path, tmp_path: Path, monkeypatch
) -> None:
    place = tmp_path / "library.toml"
    place.write_text(f'store = "store"\nindex = "{door}/{cluster.unused_name()}"\n', "utf-8")
    with pytest.raises(LibraryError, match="no certificate that is trusted") as told:
        found(place, papers)
    assert "PANELSEARCH_INDEX_CA" in told.value.hint
    monkeypatch.setenv("PANELSEARCH_INDEX_CA", str(trusted))
    for password in (None, "Dunmere"):
        if password:
            monkeypatch.setenv("PANELSEARCH_INDEX_USER", USER)
            monkeypatch.setenv("PANELSEARCH_INDEX_PASSWORD", password)
        with pytest.raises(LibraryError, match="does not let us do this") as told:
            found(place, papers)
        assert "PANELSEARCH_INDEX_PASSWORD" in told.value.hint
    monkeypatch.setenv("PANELSEARCH_INDEX_PASSWORD", PASSWORD)
    assert found(place, papers) == 1


def test_a_certificate_of_another_host_is_not_believed(
    cluster: OpenSearchCluster, door: str, trusted: Path, papers: Path, tmp_path: Path, monkeypatch
) -> None:
    place, elsewhere = tmp_path / "library.toml", door.replace(LOOPBACK, "localhost")
    place.write_text(f'store = "store"\nindex = "{elsewhere}/{cluster.unused_name()}"\n', "utf-8")
    monkeypatch.setenv("PANELSEARCH_INDEX_CA", str(trusted))
    with pytest.raises(LibraryError, match="no certificate that is trusted"):
        found(place, papers)


@pytest.mark.usefixtures("postgres")  # it can be started here
def test_a_store_whose_server_proves_itself(
    certificate: trustme.LeafCert, trusted: Path, papers: Path, tmp_path: Path, monkeypatch
) -> None:
    server = PostgresServer(settings={"ssl": "on"})
    (chain,) = certificate.cert_chain_pems
    for name, pem in (("ssl_cert_file", chain), ("ssl_key_file", certificate.private_key_pem)):
        server.add_file(name, pem.bytes())
    place = tmp_path / "library.toml"
    with server:
        place.write_text(f'store = "{server.new_library()}"\nindex = "index"\n', "utf-8")
        monkeypatch.setenv("PGSSLMODE", "verify-full")
        with pytest.raises(LibraryError, match="certificate"):
            found(place, papers)
        monkeypatch.setenv("PGSSLROOTCERT", str(trusted))
        assert found(place, papers) == 1
        encrypted = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl"
        with Library.open(place):
            assert int(server.run(encrypted)) > 1, "ours, beside the one that asks"
