# One client's bot. Build from the root of the repository:
#   docker build -f deploy/images/booking_bot.Dockerfile -t zapis/booking-bot:0.1.0 .
FROM python:3.13-slim AS packages
COPY requirements/booking_bot.txt /tmp/requirements.txt
RUN python -m venv /venv \
 && /venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r /tmp/requirements.txt \
 && /venv/bin/pip uninstall --quiet --yes pip \
 && find /venv -name tests -type d -prune -exec rm -rf {} +

FROM python:3.13-slim
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin zapis
COPY --from=packages /venv /venv
WORKDIR /app
COPY services/__init__.py services/
COPY services/shared services/shared
COPY services/booking_bot services/booking_bot
# Nothing but what this bot imports: the money and the control plane stay outside.
RUN rm -rf services/shared/yookassa services/shared/master_api && /venv/bin/python -m compileall -q /app /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["python", "-m", "services.booking_bot"]
