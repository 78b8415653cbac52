"""Everything a person reads has a French text: collecting, checking and compiling the catalogues."""
