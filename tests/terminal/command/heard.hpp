#pragma once

#include <ostream>
#include <sstream>
#include <string>

namespace makegood::testing {

// What a stream is told while this lives.
class Heard {
  public:
    explicit Heard(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    Heard(const Heard&) = delete;
    Heard& operator=(const Heard&) = delete;
    ~Heard() { stream_.rdbuf(before_); }
    std::string text() const { return text_.str(); }

  private:
    std::ostream& stream_;
    std::ostringstream text_;
    std::streambuf* before_;
};

} // namespace makegood::testing
