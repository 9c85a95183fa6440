"""What docs/running.md names is there: settings, metrics, codes, addresses, fields of the log.

Its samples for nginx are run by tests/api/test_nginx.py, without TLS; that for Caddy was not tried.
"""

import re

from graph_service.api.metrics import MAX_OPERATIONS, Metrics
from graph_service.error_codes import Code
from graph_service.publish.settings_and_errors import settings_reference
from tests.conftest import ROOT

PAGE = (ROOT / "docs/running.md").read_text()
OTHERS = {
    *("NEO4J_USERNAME", "PROMETHEUS_MULTIPROC_DIR"),
    *("OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER", "OTEL_EXPORTER_OTLP_HEADERS"),
}
"""Variables that others read."""


def test_settings_are_there() -> None:
    known = set(re.findall(r"^\| `(\w+)` \|", settings_reference(), re.MULTILINE))
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z0-9_]+|[A-Z]+=[a-z]\w*)", PAGE))
    names = {name.partition("=")[0] for name in named}
    assert {"PUBLIC_URL", "LOG_LEVEL", "METRICS_OPERATIONS"} <= names
    assert names - known - OTHERS <= set(Code)


def test_metrics_are_there_and_all_of_them() -> None:
    metrics = Metrics(None).text().decode()
    declared = set(re.findall("# TYPE (graph_service_[a-z_]+) ", metrics))
    there = {name for name in declared if not name.endswith("_created")}
    named = set(re.findall("graph_service_[a-z_]+", PAGE)) - {"graph_service"}
    assert {name.removesuffix("_bucket") for name in named} == there


def test_codes_and_numbers_are_right() -> None:
    for codes in re.findall('outcome=~"(.*?)"', PAGE):
        assert set(codes.split("|")) <= set(Code)
    assert f"the first {MAX_OPERATIONS}," in PAGE
