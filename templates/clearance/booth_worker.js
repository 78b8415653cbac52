{% load static %}/* The booth's service worker: what it must know of this release, then the code it shares with the pages. */
self.BOOTH = {
  scope: "{{ scope }}",
  store: "{{ store }}",
  page: "{{ page }}",
  causes: {{ causes|safe }},
  presumed: {{ presumed|safe }},
  general: {{ general|safe }},
};
importScripts("{% static 'js/kept_store.js' %}", "{% static 'js/kept_pages.js' %}", "{% static 'js/booth_store.js' %}", "{% static 'js/booth_worker_core.js' %}");
