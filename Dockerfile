# The service alone; docker-compose.yml sets a Neo4j beside it.
FROM python:3.13-slim AS packages
COPY requirements/serve.txt /serve.txt
RUN python -m venv /opt/venv && /opt/venv/bin/python -m pip install \
    --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r /serve.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin service
COPY --from=packages /opt/venv /opt/venv
COPY graph_service /app/graph_service
COPY seeds /app/seeds
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["python", "-m", "graph_service"]
CMD ["serve"]
