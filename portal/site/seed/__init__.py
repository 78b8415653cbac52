"""The living demonstration, made through the same services people use."""
