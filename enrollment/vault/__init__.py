"""Files of applicants: what they really are, whether a picture will do, and where their bytes lie."""
