#include "ledger/event.hpp"

#include <algorithm>
#include <cstdint>
#include <variant>

namespace baton::ledger {

namespace {

std::uint32_t lines_for(const Properties& properties) {
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(properties.size()));
}

struct LineCount {
    std::uint32_t operator()(const ContactCreated& created) const {
        return 1 + static_cast<std::uint32_t>(created.properties.size());
    }

    std::uint32_t operator()(const ContactChanged& changed) const {
        return lines_for(changed.properties);
    }

    std::uint32_t operator()(const CompanyChanged& changed) const {
        return lines_for(changed.properties);
    }

    std::uint32_t operator()(const RecordChanged& changed) const {
        return lines_for(changed.properties);
    }

    template <typename Other>
    std::uint32_t operator()(const Other& /*other*/) const {
        return 1;
    }
};

}  // namespace

std::uint32_t lines_of(const What& what) {
    return std::visit(LineCount{}, what);
}

}  // namespace baton::ledger
