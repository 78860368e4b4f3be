#include "store/sealed_file.hpp"

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/result.hpp"

namespace baton::store {
namespace {

const std::vector<std::string> pieces{"ada@acme.test lives here", "", std::string(300, 'x'), "end"};

// What the file gives under the key; nothing when it is refused anywhere.
std::optional<std::vector<std::string>> contents(const std::string& path, const FileKey& key) {
    auto file = SealedFile::open(path);
    if (!file || !file->unlock(key)) return std::nullopt;
    std::vector<std::string> found;
    for (std::size_t piece = 0; piece < file->pieces(); ++piece) {
        const auto read = file->read(piece);
        if (!read) return std::nullopt;
        found.emplace_back(read->bytes().begin(), read->bytes().end());
    }
    return found;
}

class Sealed : public ::testing::Test {
protected:
    Sealed() {
        std::string pattern = std::filesystem::temp_directory_path() / "baton-sealed-XXXXXX";
        folder = mkdtemp(pattern.data());
        path = folder / "file";
        auto writer = SealedFileWriter::create(path, {.program = {7}, .key_slot = 1});
        EXPECT_TRUE(writer);
        for (const std::string& piece : pieces) {
            EXPECT_TRUE(writer->add(piece));
        }
        EXPECT_TRUE(writer->finish());
        key = writer->key();
        std::ifstream in(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }

    ~Sealed() override { std::filesystem::remove_all(folder); }

    void put(const std::string& other) const {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << other;
    }

    std::filesystem::path folder;
    std::filesystem::path path;
    FileKey key{};
    std::string bytes;
};

TEST_F(Sealed, GivesBackWhatWasWritten) {
    EXPECT_EQ(contents(path, key), pieces);
    const auto file = SealedFile::open(path);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->label().key_slot, 1U);
    EXPECT_EQ(file->label().program, (Hash{7}));
    EXPECT_EQ(bytes.find("acme"), std::string::npos) << "nothing stands in clear";
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Sealed, EveryFlippedBitShows) {
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        std::string other = bytes;
        other[place] = static_cast<char>(other[place] ^ (1 << (place % 8)));
        put(other);
        EXPECT_EQ(contents(path, key), std::nullopt) << "byte " << place;
    }
}

TEST_F(Sealed, EveryOtherLengthShows) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        put(bytes.substr(0, size));
        EXPECT_EQ(contents(path, key), std::nullopt) << size << " bytes";
    }
    put(bytes + '\0');
    EXPECT_EQ(contents(path, key), std::nullopt);
}

TEST_F(Sealed, AnotherKeyOpensNothing) {
    FileKey other = key;
    other[31] ^= 1U;
    EXPECT_EQ(contents(path, other), std::nullopt);
}

TEST_F(Sealed, WhatWasNotFinishedIsNone) {
    auto writer = SealedFileWriter::create(path, {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->add("half"));
    EXPECT_EQ(contents(path, writer->key()), std::nullopt);
}

}  // namespace
}  // namespace baton::store
