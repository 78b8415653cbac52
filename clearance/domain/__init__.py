"""Pure clearance logic: the manifest, its rules, the workflows. No Django here."""
