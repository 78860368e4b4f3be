#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/event.hpp"

namespace baton::connect {

// Won and lost are known by their words in the exports of other systems; everything else is open.
[[nodiscard]] ledger::DealStatus status_of_stage(std::string_view stage);

// The stages of one pipeline as a file shows them, put in the order deals walk through them: known
// words by their usual place, unknown ones after the known stage they first appeared behind.
class StageOrder {
public:
    void see(std::string_view stage);
    [[nodiscard]] std::vector<std::string> ordered() const;

private:
    std::vector<std::string> seen_;
};

}  // namespace baton::connect
