"""How bytes reach an agency and come back. No framework here: the simulators of the agencies use it too."""
