# The service alone; docker-compose.yml sets a Neo4j beside it.
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS built
# Where wheels/ is there and not empty, packages come from it alone, for machines that reach no package index.
COPY requirements/serve.txt wheel[s] /packages/
RUN python -m venv /opt/venv && /opt/venv/bin/python -m pip install \
    $(ls /packages/*.whl >/dev/null 2>&1 && echo --no-index --find-links /packages) \
    --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r /packages/serve.txt
COPY graph_service /app/graph_service
COPY seeds /app/seeds
# The root is read-only later on, so bytecode is made now; whoever builds may have files that only they can read.
RUN python -m compileall -q /app/graph_service && chmod -R a+rX /app

FROM ${PYTHON_IMAGE}
COPY --from=built /opt/venv /opt/venv
COPY --from=built /app /app
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["python", "-m", "graph_service"]
CMD ["serve"]
