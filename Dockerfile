# One image for web, worker, beat and the migration; docker-compose.yml says which command each runs.
FROM python:3.11-slim AS dependencies
COPY requirements.lock /
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /requirements.lock

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WAYMARK_ENV=production \
    WAYMARK_NO_BOOTSTRAP=1 \
    WAYMARK_VAR=/var/lib/waymark
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/waymark waymark
COPY --from=dependencies /opt/venv /opt/venv
WORKDIR /app
COPY . .
# collectstatic reads the settings, which insist on these; none of them is asked, none stays in the image.
RUN SECRET_KEY=only-for-collectstatic DATABASE_URL=postgres://build/build REDIS_URL=redis://build EMAIL_URL=smtp://build:25 \
    SITE_URL=https://build.invalid python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q .
USER waymark
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
CMD ["granian", "config.wsgi:application", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "20"]
