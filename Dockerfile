# The image of the service; docker-compose.yml adds Neo4j.
ARG PYTHON_IMAGE=python:3.13-slim

FROM ${PYTHON_IMAGE} AS built
# If wheels/ has files, packages are installed only from there: for machines without access to a package index.
COPY requirements/seeds.txt wheel[s] /packages/
RUN python -m venv /opt/venv && /opt/venv/bin/python -m pip install \
    $(ls /packages/*.whl >/dev/null 2>&1 && echo --no-index --find-links /packages) \
    --no-cache-dir --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r /packages/seeds.txt
COPY graph_service /app/graph_service
COPY seeds /app/seeds
# Compile now, because the root file system is read-only at run time; add read permission in case the build user's umask denied it.
RUN python -m compileall -q /app/graph_service \
    && cd /app && /opt/venv/bin/python -c "from graph_service.explorer.parts.templates import load_templates; load_templates()" \
    && chmod -R a+rX /app

FROM ${PYTHON_IMAGE}
COPY --from=built /opt/venv /opt/venv
COPY --from=built /app /app
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app
USER 10001:10001
EXPOSE 8000
ENTRYPOINT ["python", "-m", "graph_service"]
CMD ["serve"]
