#include "http/connection_body.hpp"

#include <filesystem>
#include <ios>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/secrets.hpp"

namespace baton::http {

namespace {

Done unwritten() {
    return fail(Failure::broken, "cannot write the uploaded file");
}

}  // namespace

BodySink::BodySink(Request& request, const std::filesystem::path& folder, bool upload)
    : request_(request) {
    if (upload) {
        request_.upload = Upload(folder / ("upload-" + random_token()));
        file_.open(request_.upload.path(), std::ios::binary);
    }
}

Done BodySink::write(std::string_view bytes) {
    written_ += bytes.size();
    if (request_.upload.path().empty()) {
        request_.body.append(bytes);
        return {};
    }
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file_ ? Done{} : unwritten();
}

Done BodySink::close() {
    if (request_.upload.path().empty()) {
        return {};
    }
    file_.close();
    return file_ ? Done{} : unwritten();
}

}  // namespace baton::http
