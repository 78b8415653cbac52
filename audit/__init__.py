"""The trail (audit.trail) and the post-movement audits (audit.compliance)."""
