#pragma once

#include "terminal/feeds/import_report.hpp"
#include "terminal/text/words.hpp"

#include <vector>

// What became of a file, in words of the catalogue.
namespace makegood::feeds {

std::string failure_sentence(const text::Words& words, const FeedError& failure);
// Of a rejected row; what the program does not know is told as it is.
std::string reject_sentence(const text::Words& words, std::string_view reason);
// Of a row that was skipped; rules of a map have names of their own.
std::string skip_words(const text::Words& words, std::string_view reason);

// What stands beside a file that could not be taken, or only in part: what it was, each row with its reason as far as
// they are in `rejects`, the name of its picture where there is one, and what to do.
std::string reason_file(const text::Words& words, const ImportReport& report, const std::vector<Reject>& rejects,
                        const std::string& picture = {});

} // namespace makegood::feeds
