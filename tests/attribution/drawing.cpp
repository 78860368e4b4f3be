#include "attribution/drawing.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/credit.hpp"
#include "attribution/journeys.hpp"
#include "attribution/model.hpp"
#include "base/instant.hpp"

namespace baton::attribution::testing {

namespace {

std::vector<CreditRow> by_key(const Credit& credit) {
    std::vector<CreditRow> rows = credit.rows;
    std::ranges::sort(rows, {}, &CreditRow::key);
    return rows;
}

}  // namespace

void add_path(Paths& paths, std::string_view letters, Milestones milestones) {
    std::int64_t day = 0;
    for (const char letter : letters) {
        if (letter != ' ') {
            paths.key.push_back(static_cast<Key>(letter - 'A'));
            paths.at.push_back(day++ * day_micros);
        }
    }
    paths.close(milestones);
}

Journeys journeys_of(const std::vector<std::string>& converting,
                     const std::vector<std::string>& others) {
    Journeys journeys;
    for (const std::string& path : converting) {
        add_path(journeys.converting, path);
    }
    for (const std::string& path : others) {
        Paths other;
        add_path(other, path);
        journeys.others.push_back(std::move(other));
    }
    Key most = 0;
    for (const Key key : journeys.converting.key) {
        most = std::max(most, key);
    }
    for (const KeyPaths& part : journeys.others) {
        for (const Key key : part.key) {
            most = std::max(most, key);
        }
    }
    for (Key key = 0; key <= most; ++key) {
        journeys.keys.emplace_back(1, static_cast<char>('A' + key));
    }
    return journeys;
}

Credit credit_of(const Journeys& journeys,
                 std::string_view model,
                 std::int64_t amount,
                 const Terms& terms) {
    const std::vector<std::int64_t> amounts(journeys.converting.size(), amount);
    return credit(journeys, amounts, *find_model(model), terms).value();
}

std::string text_of(const Credit& credit) {
    std::vector<std::string> rows;
    for (const CreditRow& row : by_key(credit)) {
        rows.push_back(fmt::format("{} {}", row.key, row.credit_minor));
    }
    return fmt::format("{}", fmt::join(rows, ", "));
}

std::string conversions_of(const Credit& credit) {
    std::vector<std::string> rows;
    for (const CreditRow& row : by_key(credit)) {
        rows.push_back(fmt::format(
            "{} {:.6f}",
            row.key,
            static_cast<double>(row.conversion_parts) / static_cast<double>(parts_of_conversion)));
    }
    return fmt::format("{}", fmt::join(rows, ", "));
}

std::vector<double> strengths_of(const Credit& credit) {
    std::vector<double> strengths;
    for (const CreditRow& row : by_key(credit)) {
        strengths.push_back(row.strength.value_or(-1));
    }
    return strengths;
}

}  // namespace baton::attribution::testing
