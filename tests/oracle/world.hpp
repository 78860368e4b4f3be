#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/ledger.hpp"
#include "oracle/value.hpp"

namespace oracle {

struct Property {
    const boost::json::value* value = nullptr;
    const Event* change = nullptr;
};

using Properties = std::map<std::string, Property>;

struct Deal {
    std::string status;
    const Event* status_event = nullptr;
    Properties properties;
};

/// How a journey is ended from outside.
struct Ending {
    Instant at = 0;
    std::string how;  ///< merged or deleted
};

/// All there is to know about one contact at one instant.
struct World {
    std::optional<Instant> created;
    std::optional<Ending> ending;
    Properties properties;
    Properties company;
    std::vector<const Event*> touches;   ///< in event order
    std::vector<const Event*> handoffs;  ///< in event order
    std::vector<Deal> deals;
    std::vector<const Event*> rates;
    std::vector<const Event*> placements;  ///< addressed to the contact when they were made
};

/// `visible` are the first events of `all` in event order. With `identity_now`, links and merges of
/// all of `all` hold from the beginning.
World world_of(const std::string& contact,
               const std::vector<const Event*>& all,
               std::size_t visible,
               bool identity_now);

}  // namespace oracle
