"""Rules of membership, pure: programmes, tiers, joint outcomes, sanctions, criteria, links, numbers."""
