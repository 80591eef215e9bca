# The platform's own programs: master API, workers, bots, webhook. Build from the root of the repository:
#   docker build -f deploy/images/platform.Dockerfile -t zapis/platform:0.1.0 .
FROM python:3.13-slim AS packages
COPY requirements/platform.txt /tmp/requirements.txt
RUN python -m venv /venv \
 && /venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r /tmp/requirements.txt \
 && /venv/bin/pip uninstall --quiet --yes pip

FROM python:3.13-slim
# The deploy worker asks docker compose for the hash of each client's file; it needs neither the docker command nor an engine here.
# Before it removes a client it makes a backup with pg_dump, of the server's version: 17 in the stack.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends docker-compose postgresql-client-17 \
 && ln -sf /usr/libexec/docker/cli-plugins/docker-compose /usr/local/bin/docker-compose \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin zapis
COPY --from=packages /venv /venv
WORKDIR /app
COPY services services
COPY deploy deploy
RUN rm -rf services/booking_bot && /venv/bin/python -m compileall -q /app /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["python", "-m", "services.master_bot.api"]
