namespace makegood::drivers {}
