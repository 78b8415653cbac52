"""The shape of a receipt."""

from rest_framework import serializers

RECEIPT_STATES = ["sealed", "pending"]


class ReceiptSerializer(serializers.Serializer):
    """One entry with its proof; checked offline with the public key."""

    format = serializers.CharField(help_text="preclear-receipt-1")
    status = serializers.ChoiceField(choices=RECEIPT_STATES)
    entry = serializers.CharField(help_text="Canonical JSON (RFC 8785) of the whole entry")
    salt = serializers.CharField(help_text="Base64 of 32 random bytes")
    digest = serializers.CharField(help_text="Base64 of SHA-256(salt, entry)")
    proof = serializers.CharField(allow_null=True, help_text="C2SP tlog-proof over the digest, null while pending")


class ReceiptListSerializer(serializers.Serializer):
    """The receipts of one subject, oldest first."""

    receipts = ReceiptSerializer(many=True)
