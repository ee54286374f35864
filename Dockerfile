# Two stages: the first has pip and its caches, the second only Python, what was installed, and the bot.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
WORKDIR /source

# The dependencies change seldom, so they are a layer of their own: this one is built anew only with these two files.
COPY pyproject.toml requirements.lock ./
RUN mkdir bot storage playground \
    && touch README.md LICENSE bot/__init__.py storage/__init__.py playground/__init__.py \
    && /venv/bin/pip install --constraint requirements.lock '.[names]' \
    && /venv/bin/pip uninstall --yes rapport-bot \
    && rm -rf build ./*.egg-info

COPY . .
RUN /venv/bin/pip install --no-deps . \
    && /venv/bin/python -m compileall -q /venv


FROM python:3.11-slim-bookworm

# An owner without a name elsewhere, a home, or a shell; the number is fixed so that volumes keep their owner.
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin rapport \
    && install --directory --owner=rapport --group=rapport --mode=0700 /data
COPY --from=build /venv /venv

ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data LISTEN=0.0.0.0:8080
USER rapport
WORKDIR /data
VOLUME /data
EXPOSE 8080

# 200 while the database answers; a database out of reach is 503, which raises here.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4).close()"]

# Python is the container's first process and handles SIGTERM itself: it finishes what is in hand within the ten seconds
# that `docker stop` grants.
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
