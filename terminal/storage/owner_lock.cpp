#include "terminal/storage/owner_lock.hpp"

#include "terminal/storage/private_file.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace makegood::storage {

namespace {

std::string first_line(int descriptor) {
    std::array<char, 200> text{};
    const auto got = ::pread(descriptor, text.data(), text.size(), 0);
    if (got <= 0)
        return "another makegood";
    const std::string all(text.data(), static_cast<std::size_t>(got));
    return all.substr(0, all.find('\n'));
}

} // namespace

Stored<OwnerLock> OwnerLock::take(const std::filesystem::path& folder, const std::string& since) {
    const auto file = folder / "owner";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return refused(system_error("own", folder));
    OwnerLock lock(descriptor);

    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return refused(
                StorageError{StorageFault::owned, "own", folder.string(), "in use by " + first_line(descriptor)});
        return refused(system_error("own", folder));
    }
    const std::string owner = "process " + std::to_string(::getpid()) + " since " + since + "\n";
    // The lock is what counts; on a full disk the name is lost and the shop still works.
    if (::ftruncate(descriptor, 0) == 0)
        static_cast<void>(::pwrite(descriptor, owner.data(), owner.size(), 0) > 0);
    return lock;
}

OwnerLock::OwnerLock(OwnerLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OwnerLock& OwnerLock::operator=(OwnerLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

OwnerLock::~OwnerLock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

} // namespace makegood::storage
