# The program in front of a Neo4j server; docker-compose.yml starts both.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app

# NEO4J_URI names the engine, so the embedded one and its Java runtime stay out of the image.
COPY requirements.txt ./
RUN grep -vE '^(arcadedb-embedded|jpype1)==' requirements.txt > served.txt \
    && pip install -r served.txt \
    && rm served.txt

COPY LICENSE NOTICE ./
COPY cypher ./cypher
COPY static ./static
COPY vendorgraph ./vendorgraph
# The image is read-only: what is not compiled here would be compiled again at every start.
RUN python -m compileall -q vendorgraph

# A new named volume takes over the owner and mode of the folder that it covers.
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin vendorgraph \
    && install --directory --owner vendorgraph --group vendorgraph --mode 0700 /data
USER vendorgraph
VOLUME /data

# Only inside the container: which address of the host it is published at, docker-compose.yml says.
ENV VENDORGRAPH_HOST=0.0.0.0 \
    VENDORGRAPH_PORT=8000 \
    VENDORGRAPH_DATA=/data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['VENDORGRAPH_PORT']), timeout=4); c.request('GET', '/api/v1/health'); raise SystemExit(c.getresponse().status != 200)"]

ENTRYPOINT ["python", "-m", "vendorgraph"]
CMD ["serve"]
