#include "engine/deal_lines.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "attribution/apportion.hpp"
#include "lifecycle/computed.hpp"

namespace baton::engine {

namespace {

using lifecycle::Wide;

constexpr std::int64_t hundred_percent = 100 * decimal_one;
constexpr std::int64_t quantity_most = 1'000'000;

Wide rounded(Wide number, Wide by) {
    return (number + by / 2) / by;
}

Wide gross_of(const LineItem& item) {
    const Wide months = std::max(item.months, 1);
    return rounded(Wide{item.quantity.millionths} * item.unit_price.minor * months, decimal_one);
}

std::int64_t off(std::int64_t minor,
                 const std::optional<Decimal>& percent,
                 const std::optional<Money>& amount) {
    if (amount) {
        return amount->minor;
    }
    const Wide part = Wide{minor} * percent.value_or(Decimal{}).millionths;
    return static_cast<std::int64_t>(rounded(part, hundred_percent));
}

// Collects what is wrong, each at its place.
class Checking {
public:
    explicit Checking(Currency currency) : currency_(currency) {}

    void check(const std::string& where, const LineItem& item) {
        require(!item.product.empty(), where + "/product", "say what is sold");
        require(
            item.quantity.millionths > 0 && item.quantity.millionths <= quantity_most * decimal_one,
            where + "/quantity",
            "must be more than 0 and at most 1,000,000");
        require(item.unit_price.currency == currency_,
                where + "/unit_price",
                fmt::format("all lines of a deal are in one currency, {}", currency_.text()));
        require(item.unit_price.minor >= 0 && item.unit_price.minor <= line_minor_max,
                where + "/unit_price",
                "must not be below zero; a reduction is a discount");
        require(item.months >= 0 && item.months <= line_months_max,
                where + "/months",
                fmt::format("must be 0 to {}", line_months_max));
        if (!problems_.empty()) {
            return;
        }
        const Wide gross = gross_of(item);
        require(gross <= line_minor_max, where, "comes to more than a deal can hold");
        if (gross <= line_minor_max) {
            check_discount(where,
                           item.discount_percent,
                           item.discount_amount,
                           static_cast<std::int64_t>(gross));
        }
    }

    void check_discount(const std::string& where,
                        const std::optional<Decimal>& percent,
                        const std::optional<Money>& amount,
                        std::int64_t most) {
        require(!(percent && amount), where + "/discount_amount", "give a percentage or an amount");
        require(!percent || (percent->millionths >= 0 && percent->millionths <= hundred_percent),
                where + "/discount_percent",
                "must be 0 to 100");
        require(!amount || amount->currency == currency_,
                where + "/discount_amount",
                fmt::format("must be in {}", currency_.text()));
        require(!amount || (amount->minor >= 0 && amount->minor <= most),
                where + "/discount_amount",
                "must be 0 to what it is taken from");
    }

    [[nodiscard]] Done done() && {
        if (!problems_.empty()) {
            return fail(Failure::invalid, "Some line items are wrong.", std::move(problems_));
        }
        return {};
    }

private:
    void require(bool holds, std::string where, std::string message) {
        if (!holds) {
            problems_.push_back({std::move(where), std::move(message)});
        }
    }

    Currency currency_;
    std::vector<Problem> problems_;
};

LineView priced(const LineItem& item) {
    LineView view;
    static_cast<LineItem&>(view) = item;
    const Currency currency = item.unit_price.currency;
    const auto gross = static_cast<std::int64_t>(gross_of(item));
    const std::int64_t discount = off(gross, item.discount_percent, item.discount_amount);
    view.gross = {.minor = gross, .currency = currency};
    view.discount = {.minor = discount, .currency = currency};
    view.net = {.minor = gross - discount, .currency = currency};
    return view;
}

std::int64_t net_of(const std::vector<LineView>& items) {
    std::int64_t sum = 0;
    for (const LineView& item : items) {
        sum += item.net.minor;
    }
    return sum;
}

void share_out(std::int64_t discount, std::vector<LineView>& items) {
    std::vector<std::uint64_t> weights;
    for (const LineView& item : items) {
        weights.push_back(static_cast<std::uint64_t>(item.net.minor));
    }
    std::vector<std::int64_t> shares(items.size());
    attribution::Apportioning().divide(discount, weights, shares);
    for (std::size_t at = 0; at < items.size(); ++at) {
        items[at].discount.minor += shares[at];
        items[at].net.minor -= shares[at];
    }
}

}  // namespace

Result<PricedLines> price(const DealLines& lines) {
    const Currency currency = lines.items.front().unit_price.currency;
    Checking checking(currency);
    std::vector<LineView> items;
    for (std::size_t at = 0; at < lines.items.size(); ++at) {
        checking.check(fmt::format("/lines/items/{}", at), lines.items[at]);
    }
    if (lines.items.size() > deal_lines_max) {
        return fail(Failure::invalid,
                    fmt::format("A deal has at most {} lines.", deal_lines_max),
                    {{"/lines/items", "join some"}});
    }
    Checking whole = checking;
    TRY(std::move(checking).done());
    for (const LineItem& item : lines.items) {
        items.push_back(priced(item));
    }
    const std::int64_t before = net_of(items);
    whole.check_discount("/lines", lines.discount_percent, lines.discount_amount, before);
    TRY(std::move(whole).done());
    if (before > 0) {
        share_out(off(before, lines.discount_percent, lines.discount_amount), items);
    }
    Money monthly{.minor = 0, .currency = currency};
    for (const LineView& item : items) {
        monthly.minor +=
            item.months == 0 ? 0 : static_cast<std::int64_t>(rounded(item.net.minor, item.months));
    }
    const Money net{.minor = net_of(items), .currency = currency};
    return PricedLines{.items = std::move(items),
                       .discount_percent = lines.discount_percent,
                       .discount_amount = lines.discount_amount,
                       .net = net,
                       .monthly = monthly};
}

}  // namespace baton::engine
