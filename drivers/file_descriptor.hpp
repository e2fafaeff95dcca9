#pragma once

#include <unistd.h>
#include <utility>

namespace makegood::drivers {

// Owns one open descriptor; -1 owns none.
class FileDescriptor {
  public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number) : number_(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        if (this != &other) {
            reset();
            number_ = std::exchange(other.number_, -1);
        }
        return *this;
    }
    ~FileDescriptor() { reset(); }

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void reset() {
        if (is_open())
            ::close(std::exchange(number_, -1));
    }

  private:
    int number_ = -1;
};

} // namespace makegood::drivers
