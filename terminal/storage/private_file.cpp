#include "terminal/storage/private_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace makegood::storage {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

StorageFault fault_of_errno(int number) {
    switch (number) {
    case ENOENT:
        return StorageFault::missing;
    case EACCES:
    case EPERM:
    case EROFS:
        return StorageFault::read_only;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return StorageFault::full;
    case ENOTDIR:
    case EEXIST:
    case ELOOP:
        return StorageFault::refused;
    default:
        return StorageFault::input_output;
    }
}

bool write_all(int descriptor, std::span<const unsigned char> content) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.is_open() && ::fsync(descriptor.number()) == 0;
}

} // namespace

StorageError system_error(std::string operation, const std::filesystem::path& object) {
    const int number = errno;
    return {fault_of_errno(number), std::move(operation), object.string(), std::generic_category().message(number)};
}

Stored<std::filesystem::path> private_folder(const std::filesystem::path& folder) {
    if (folder.has_parent_path()) {
        std::error_code failed;
        std::filesystem::create_directories(folder.parent_path(), failed);
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return refused(system_error("create folder", folder));
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed))
        return refused(StorageError{StorageFault::refused, "open folder", folder.string(), "not a folder"});
    auto canonical = std::filesystem::canonical(folder, failed);
    if (failed)
        return refused(StorageError{StorageFault::input_output, "open folder", folder.string(), failed.message()});
    return canonical;
}

Stored<bool> create_private_file(const std::filesystem::path& file, std::span<const unsigned char> content) {
    const Descriptor descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!descriptor.is_open() && errno == EEXIST)
        return false;
    if (!descriptor.is_open())
        return refused(system_error("create", file));
    if (!write_all(descriptor.number(), content) || ::fsync(descriptor.number()) != 0 ||
        !sync_folder(file.parent_path()))
        return refused(system_error("write", file));
    return true;
}

Stored<void> replace_private_file(const std::filesystem::path& file, std::span<const unsigned char> content) {
    auto beside = file;
    beside += ".new";
    if (::unlink(beside.c_str()) != 0 && errno != ENOENT) // what a power cut left
        return refused(system_error("replace", beside));
    const auto created = create_private_file(beside, content);
    if (!created)
        return refused(created.error());
    if (::rename(beside.c_str(), file.c_str()) != 0 || !sync_folder(file.parent_path()))
        return refused(system_error("replace", file));
    return {};
}

Stored<std::optional<std::vector<unsigned char>>> read_private_file(const std::filesystem::path& file,
                                                                    std::size_t size_limit) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!descriptor.is_open() && errno == ENOENT)
        return std::nullopt;
    struct stat status {};
    if (!descriptor.is_open() || ::fstat(descriptor.number(), &status) != 0)
        return refused(system_error("read", file));
    const auto wrong = [&](std::string why) {
        return refused(StorageError{StorageFault::secrets, "read", file.string(), std::move(why)});
    };
    if (!S_ISREG(status.st_mode) || status.st_nlink != 1)
        return wrong("not a plain file of one name");
    if ((status.st_mode & 077) != 0 || status.st_uid != ::geteuid())
        return wrong("others than the owner may read it");
    if (status.st_size < 0 || static_cast<std::size_t>(status.st_size) > size_limit)
        return wrong("larger than it can be");

    std::vector<unsigned char> content(static_cast<std::size_t>(status.st_size));
    std::size_t filled = 0;
    while (filled < content.size()) {
        const auto got = ::read(descriptor.number(), content.data() + filled, content.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refused(system_error("read", file));
        if (got == 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    content.resize(filled);
    return content;
}

} // namespace makegood::storage
