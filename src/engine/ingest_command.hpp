#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "connect/segment.hpp"
#include "engine/command.hpp"
#include "engine/desk.hpp"

// What programs and pages tell us, message by message, becomes facts: exactly once, whoever sends
// it how often.
namespace baton::engine {

struct Ingestion {
    connect::SegmentBatch batch = {};
    std::string source = {};  // the write key's
    bool browser = false;     // a page's key: it may not overwrite what people and servers know
    // The message with that index as it came, to be kept aside; called for those refused only.
    std::function<std::string(std::size_t index)> text_of = {};
};

// What became of a request. A message is accepted, a duplicate or rejected; `reported` are accepted
// ones of which a part was left out (a blocked id, a value of another type).
struct IngestOutcome {
    std::size_t accepted = 0;
    std::size_t duplicate = 0;
    std::vector<connect::SegmentRejection> rejected = {};
    std::vector<connect::SegmentRejection> reported = {};
};

// Applies the whole batch and takes what its messages hold. Rejected messages are kept aside with
// their reason. Fails only when the store does. The receipt's count is how many messages changed
// something.
[[nodiscard]] Result<Receipt> ingest(Desk& desk, Ingestion& ingestion, IngestOutcome& outcome);

// Where the events of a source come from, as the ledger says it: "source:NAME".
[[nodiscard]] std::string ingest_source(const std::string& name);

}  // namespace baton::engine
