#pragma once

// Catch2 2.13 (Debian 12) is one header, 3.x (Debian 13) is several: this is the only file that knows.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
