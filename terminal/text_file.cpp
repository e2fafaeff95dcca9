#include "terminal/text_file.hpp"

#include <fstream>
#include <sstream>

namespace makegood {

Result<std::string> text_of_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    std::error_code unknown;
    if (!stream || std::filesystem::is_directory(file, unknown))
        return refused(Error{"read", file.string(), "the file cannot be read"});
    return content.str();
}

} // namespace makegood
