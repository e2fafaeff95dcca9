#pragma once

#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// Words that others wrote, blanks at their ends included: the extract in tests/data/persian, and all of
// shared/data/persian where that folder is.
inline std::vector<std::string> persian_words() {
    std::vector<std::string> words;
    const auto read = [&](const std::string& file) {
        std::ifstream in(file);
        std::string line;
        std::getline(in, line); // the heading
        while (std::getline(in, line)) {
            const auto begin = line.find('\t') + 1;
            words.push_back(line.substr(begin, line.find('\t', begin) - begin));
        }
    };
    const std::string shared = MAKEGOOD_SOURCE_DIR "/../shared/data/persian/";
    if (std::filesystem::exists(shared)) {
        for (const auto* name : {"fa_beverage_products", "fa_product_groups", "fa_return_reasons", "faker_fa_words"})
            read(shared + name + ".tsv");
    } else {
        WARN("without shared/data/persian only the extract of its words is tested");
        read(MAKEGOOD_SOURCE_DIR "/tests/data/persian/words.tsv");
    }
    REQUIRE(words.size() >= 100);
    return words;
}
