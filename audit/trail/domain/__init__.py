"""Pure parts of the trail: canonical text, hashes, the Merkle tree, proofs, signed notes, the audit."""
