{% load static %}/* The service worker of the checklist: what it must know of this release, then the code. */
self.VISITS = { scope: "{{ scope }}", store: "{{ store }}" };
importScripts("{% static 'js/kept_pages.js' %}", "{% static 'js/visit_worker_core.js' %}");
