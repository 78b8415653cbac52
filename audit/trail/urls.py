"""Receipts to download, and what anybody needs to check them."""

from django.urls import path

from audit.trail.views import public, receipts

app_name = "trail"
urlpatterns = [
    path("receipts/<uuid:entry_id>.json", receipts.receipt, name="receipt"),
    path("receipts/<slug:subject_type>/<uuid:subject_id>.json", receipts.subject_receipts, name="subject_receipts"),
    path("checkpoint.txt", public.checkpoint, name="checkpoint"),
    path("checkpoints/<int:size>.txt", public.checkpoint_at, name="checkpoint_at"),
    path("consistency/<int:old>-<int:new>.json", public.consistency, name="consistency"),
    path("key.txt", public.key, name="key"),
    path("verify_receipt.py", public.verifier, name="verifier"),
]
