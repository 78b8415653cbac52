"""The yardstick: the same rows written the way Django REST framework's guide shows it, and nothing else."""
