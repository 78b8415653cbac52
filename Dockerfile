FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    PRECLEAR_STATIC_ROOT=/srv/preclear/static

WORKDIR /srv/preclear/app

COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/runtime.txt

COPY . .
RUN DJANGO_SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost PRECLEAR_STATE_DIR=/tmp/state \
        python manage.py collectstatic --no-input \
    && useradd --uid 10001 --no-create-home preclear \
    && install -d -o preclear -g preclear /srv/preclear/state

USER preclear
VOLUME /srv/preclear/state
EXPOSE 8000
CMD ["python", "-m", "uvicorn", "portal.asgi:application", "--host", "0.0.0.0", "--port", "8000"]
