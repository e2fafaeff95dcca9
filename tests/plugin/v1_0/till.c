/* The small till as one that was compiled with the header of 1.0. */
#include "tests/plugin/till.c"

_Static_assert(MAKEGOOD_MINOR == 0, "the header of another version");
