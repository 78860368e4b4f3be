#include "store/erasure.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/result.hpp"
#include "store/delivery.hpp"
#include "store/erasure_sql.hpp"
#include "store/keys.hpp"
#include "store/snapshot_file.hpp"
#include "store/sqlite/connection.hpp"

namespace baton::store {

namespace {

constexpr std::string_view erasing_key = "erasing";
constexpr std::int64_t read_bytes = std::int64_t{1} << 20U;

bool same_letter(char left, char right) {
    return std::tolower(static_cast<unsigned char>(left)) ==
           std::tolower(static_cast<unsigned char>(right));
}

std::size_t longest_of(std::span<const std::string> texts) {
    std::size_t longest = 0;
    for (const auto& text : texts) {
        longest = std::max(longest, text.size());
    }
    return longest;
}

bool holds_bytes(std::string_view bytes, std::span<const std::string> texts) {
    return std::ranges::any_of(
        texts, [&](const std::string& text) { return !text.empty() && bytes.contains(text); });
}

// A file of SQLite's, opened by SQLite: to close it in any other way would end the locks that this
// program has on it.
class OpenFile {
public:
    explicit OpenFile(const std::string& path) {
        if (sqlite3_open_v2(path.c_str(), &connection_, SQLITE_OPEN_READONLY, nullptr) ==
            SQLITE_OK) {
            sqlite3_file_control(
                connection_, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file_));
        }
    }

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    ~OpenFile() { sqlite3_close(connection_); }

    [[nodiscard]] bool exists() const { return file_ != nullptr && file_->pMethods != nullptr; }

    [[nodiscard]] std::int64_t size() const {
        sqlite3_int64 size = 0;
        file_->pMethods->xFileSize(file_, &size);
        return size;
    }

    [[nodiscard]] bool read(std::int64_t at, std::string& part) const {
        return file_->pMethods->xRead(file_, part.data(), static_cast<int>(part.size()), at) ==
               SQLITE_OK;
    }

private:
    sqlite3* connection_ = nullptr;
    sqlite3_file* file_ = nullptr;
};

}  // namespace

bool holds_one(std::string_view text, std::span<const std::string> others) {
    return std::ranges::any_of(others, [&](const std::string& other) {
        return !other.empty() && !std::ranges::search(text, other, same_letter).empty();
    });
}

Done begin_erasure(Connection& connection, std::span<const KeyOwner> owners) {
    auto all = TRY(being_erased(connection));
    all.insert(all.end(), owners.begin(), owners.end());
    std::ranges::copy(snapshot_keys(), std::back_inserter(all));
    std::string text;
    for (const auto owner : all) {
        text += (text.empty() ? "" : " ") + std::to_string(owner.value);
    }
    return set_meta(connection, erasing_key, text);
}

Result<std::vector<KeyOwner>> being_erased(Connection& connection) {
    const std::string text = TRY(find_meta(connection, erasing_key)).value_or("");
    std::vector<KeyOwner> owners;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        KeyOwner owner;
        const auto [next, error] = std::from_chars(at, end, owner.value);
        if (error != std::errc()) return fail(Failure::broken, "a begun erasure is damaged");
        owners.push_back(owner);
        at = next == end ? end : next + 1;
    }
    return owners;
}

Done end_erasure(Connection& connection) {
    return set_meta(connection, erasing_key, "");
}

Done release_identities(Connection& connection, std::string_view kind, std::int64_t id) {
    return connection.run(release_identities_sql, kind, id);
}

Done blank_texts(Connection& connection, std::span<const std::string> texts) {
    std::vector<std::int64_t> quarantined;
    auto kept_aside = TRY(connection.prepare(quarantine_bodies_sql));
    while (TRY(kept_aside.step())) {
        if (holds_one(kept_aside.text(1), texts)) quarantined.push_back(kept_aside.integer(0));
    }
    for (const auto id : quarantined) {
        TRY(connection.run(blank_quarantine_sql, id));
    }
    std::vector<std::string> answered;
    auto answers = TRY(connection.prepare(idempotency_bodies_sql));
    while (TRY(answers.step())) {
        if (holds_one(answers.text(1), texts)) answered.emplace_back(answers.text(0));
    }
    for (const auto& key : answered) {
        TRY(connection.run(blank_idempotency_sql, std::string_view(key)));
    }
    return {};
}

Result<bool> file_holds(const std::string& path, std::span<const std::string> texts) {
    const OpenFile file(path);
    if (!file.exists()) return false;
    const std::size_t overlap = longest_of(texts);
    const std::int64_t size = file.size();
    std::string window;
    for (std::int64_t at = 0; at < size; at += read_bytes) {
        std::string part(static_cast<std::size_t>(std::min(read_bytes, size - at)), '\0');
        if (!file.read(at, part)) return fail(Failure::broken, "cannot read " + path);
        window += part;
        if (holds_bytes(window, texts)) return true;
        window.erase(0, window.size() - std::min(window.size(), overlap));
    }
    return false;
}

}  // namespace baton::store
