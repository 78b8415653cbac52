"""The lead sheet on paper (PDF, letter) and its codes as geometry. Reads clearance.domain.sheet, writes bytes."""
