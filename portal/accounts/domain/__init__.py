"""Pure rules of people and organisations: words, identifiers, the delegation workflow."""
