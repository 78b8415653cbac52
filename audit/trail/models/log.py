"""The sealed log: leaves, full nodes of the Merkle tree, and signed checkpoints."""

from django.db import models


class TrailLeaf(models.Model):
    """The place of an entry in the log. Indexes are consecutive from 0."""

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    leaf_hash = models.BinaryField()

    class Meta:
        db_table = "trail_leaf"
        ordering = ["index"]

    def __str__(self) -> str:
        return f"{self.index}: {self.entry_id}"


class TrailNode(models.Model):
    """A full inner node: `level` 1 and up, covering leaves index * 2^level to (index + 1) * 2^level."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "trail_node"

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """What the log committed to when it had `size` entries: the signed note, and its parts for look-ups."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        db_table = "trail_checkpoint"
        ordering = ["size"]

    def __str__(self) -> str:
        return f"{self.size} at {self.at:%Y-%m-%d %H:%M:%S}"
