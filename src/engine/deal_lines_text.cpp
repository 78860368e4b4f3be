#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/deal_lines.hpp"

namespace baton::engine {

namespace {

constexpr std::string_view less = "less ";

std::string discount_text(const std::optional<Decimal>& percent,
                          const std::optional<Money>& amount) {
    if (percent) {
        return fmt::format("{}{}%", less, baton::render(*percent));
    }
    return amount ? fmt::format("{}{} {}", less, render_amount(*amount), amount->currency.text())
                  : std::string();
}

// "1200.00 EUR"
std::optional<Money> read_money(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) {
        return std::nullopt;
    }
    const auto currency = parse_currency(text.substr(space + 1));
    const auto money = currency ? parse_money(text.substr(0, space), *currency)
                                : Result<Money>(std::unexpected(Error{}));
    return money ? std::optional(*money) : std::nullopt;
}

// "10%" or "500.00 EUR"; false when it is neither.
bool read_discount(std::string_view text,
                   std::optional<Decimal>& percent,
                   std::optional<Money>& amount) {
    if (text.ends_with('%')) {
        const auto number = parse_decimal(text.substr(0, text.size() - 1));
        percent = number ? std::optional(*number) : std::nullopt;
        return percent.has_value();
    }
    amount = read_money(text);
    return amount.has_value();
}

// Splits at the last place where `mark` stands; the part behind it is taken off `text`.
std::optional<std::string_view> cut_behind(std::string_view& text, std::string_view mark) {
    const auto place = text.rfind(mark);
    if (place == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view behind = text.substr(place + mark.size());
    text = text.substr(0, place);
    return behind;
}

std::int32_t read_months(std::string_view text) {
    std::int32_t months = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), months);
    const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return error == std::errc() && (rest == " months" || rest == " month") ? months : 0;
}

// From the end, so that the product may be called anything: what stands before the last price is
// its name.
std::optional<LineItem> read_item(std::string_view text) {
    LineItem item;
    const auto sold = cut_behind(text, " at ");
    const auto times = text.find(" x ");
    if (!sold || times == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view price = *sold;
    if (const auto discount = cut_behind(price, " less ");
        discount && !read_discount(*discount, item.discount_percent, item.discount_amount)) {
        return std::nullopt;
    }
    if (const auto months = cut_behind(price, " for ")) {
        item.months = read_months(*months);
        if (item.months <= 0) {
            return std::nullopt;
        }
    }
    const auto unit = read_money(price);
    const auto quantity = parse_decimal(text.substr(0, times));
    if (!unit || !quantity) {
        return std::nullopt;
    }
    item.unit_price = *unit;
    item.quantity = *quantity;
    item.product = std::string(text.substr(times + 3));
    return item;
}

std::string render_item(const LineItem& item) {
    std::string text = fmt::format("{} x {} at {} {}",
                                   baton::render(item.quantity),
                                   item.product,
                                   render_amount(item.unit_price),
                                   item.unit_price.currency.text());
    if (item.months > 0) {
        text += fmt::format(" for {} month{}", item.months, item.months == 1 ? "" : "s");
    }
    const std::string discount = discount_text(item.discount_percent, item.discount_amount);
    return discount.empty() ? text : text + ' ' + discount;
}

}  // namespace

std::vector<std::string> render(const DealLines& lines) {
    std::vector<std::string> texts;
    for (const LineItem& item : lines.items) {
        texts.push_back(render_item(item));
    }
    std::string whole = discount_text(lines.discount_percent, lines.discount_amount);
    if (!whole.empty()) {
        texts.push_back(std::move(whole));
    }
    return texts;
}

Result<DealLines> parse_deal_lines(const std::vector<std::string>& texts) {
    DealLines lines;
    for (std::size_t at = 0; at < texts.size(); ++at) {
        const std::string_view text = texts[at];
        if (at + 1 == texts.size() && text.starts_with(less) &&
            read_discount(
                text.substr(less.size()), lines.discount_percent, lines.discount_amount)) {
            continue;
        }
        auto item = read_item(text);
        if (!item) {
            return fail(Failure::invalid,
                        "This is not a line item.",
                        {{fmt::format("/line_items/{}", at),
                          "write \"2 x Annual plan at 1200.00 EUR for 12 months less 10%\""}});
        }
        lines.items.push_back(*std::move(item));
    }
    return lines;
}

}  // namespace baton::engine
