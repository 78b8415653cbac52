"""The OpenAPI document. It is the same for everybody, so each process draws it once per language and format."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

RENDERERS = {renderer.format: renderer for renderer in (OpenApiYamlRenderer, OpenApiJsonRenderer)}


class SchemaApi(SpectacularAPIView):
    """Drawing takes seconds and needs no login: without a kept copy anybody could keep a server busy with it."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        renderer = request.accepted_renderer
        wanted = request.GET.get("lang") or translation.get_language()
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        return HttpResponse(
            drawn(language, renderer.format),
            content_type=f"{renderer.media_type}; charset=utf-8",
            headers={"Content-Disposition": f'inline; filename="{self._get_filename(request, request.version)}"'},
        )


@lru_cache(maxsize=4)
def drawn(language: str, form: str) -> bytes:
    """Give the document in one language, as `yaml` or `json`."""
    with translation.override(language):
        schema = SchemaGenerator().get_schema(request=None, public=True)
        return bytes(RENDERERS[form]().render(schema, None, {}))
