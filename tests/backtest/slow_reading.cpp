#include "backtest/slow_reading.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <set>

#include "base/instant.hpp"

namespace baton::backtest::testing {

namespace {

namespace json = boost::json;

struct Line {
    json::object what;
    std::int64_t at = 0;

    [[nodiscard]] std::string text(std::string_view name) const {
        const auto* found = what.if_contains(name);
        return found == nullptr || !found->is_string() ? "" : std::string(found->get_string());
    }
};

// All lines but those that a void names; in event order.
std::vector<Line> lines_of(std::string_view ledger, std::int64_t as_of) {
    std::vector<Line> all;
    while (!ledger.empty()) {
        const auto end = ledger.find('\n');
        auto object = json::parse(ledger.substr(0, end)).as_object();
        const auto at = parse_instant(std::string(object["at"].as_string())).value().micros;
        all.push_back({.what = std::move(object), .at = at});
        ledger.remove_prefix(end + 1);
    }
    std::set<std::size_t> voided;
    for (std::size_t i = all.size(); i-- > 0;) {
        if (all[i].text("type") == "void" && !voided.contains(i)) {
            for (const json::value& position : all[i].what["positions"].as_array())
                voided.insert(static_cast<std::size_t>(position.to_number<std::int64_t>() - 1));
        }
    }
    std::vector<Line> lines;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!voided.contains(i) && all[i].at <= as_of) lines.push_back(all[i]);
    }
    std::ranges::stable_sort(lines, {}, &Line::at);
    return lines;
}

struct PlainDeal {
    bool deleted = false;
    std::set<std::string> contacts;
    std::optional<std::int64_t> created;
    std::string status;
    std::int64_t since = 0;
};

std::map<std::string, PlainDeal> deals_of(const std::vector<Line>& lines) {
    std::map<std::string, PlainDeal> deals;
    for (const Line& line : lines) {
        if (line.text("type") != "deal") continue;
        PlainDeal& deal = deals[line.text("deal")];
        deal.deleted |= line.what.contains("deleted");
        if (const auto* contacts = line.what.if_contains("contacts")) {
            deal.contacts.clear();
            for (const json::value& contact : contacts->as_array())
                deal.contacts.emplace(contact.as_string());
        }
        const std::string status = line.text("status");
        if (status.empty()) continue;
        if (!deal.created) deal.created = line.at;
        if (deal.status != status) deal.since = line.at;
        deal.status = status;
    }
    std::erase_if(deals,
                  [](const auto& each) { return each.second.deleted || !each.second.created; });
    return deals;
}

struct Told {
    std::string answer;
    bool offered = false;
    bool recycled_later = false;
};

Told handoff_of(const std::vector<Line>& lines,
                const std::string& contact,
                std::int64_t after,
                std::int64_t until) {
    Told told;
    std::string last;
    for (const Line& line : lines) {
        if (line.text("type") != "handoff" || line.text("contact") != contact) continue;
        const std::string event = line.text("event");
        if (line.at <= after) {
            if (event == "reassigned") continue;
            told.offered = event == "offered" || event == "accepted" || event == "expired";
        } else if (line.at <= until) {
            told.offered = true;
            const bool taken_back =
                event == "recycled" && (last == "accepted" || told.answer == "accepted");
            const bool answers = event == "accepted" || event == "rejected" || event == "recycled";
            told.recycled_later |= taken_back;
            if (told.answer.empty() && answers && !taken_back) told.answer = event;
        }
        if (event != "reassigned") last = event;
    }
    return told;
}

class Counting {
public:
    Counting(std::vector<Line> lines, const PlainRange& range)
        : lines_(std::move(lines)), deals_(deals_of(lines_)), range_(range) {}

    void add(const std::string& contact, std::int64_t after, std::int64_t until) {
        ++counts_["entered"];
        const Told told = handoff_of(lines_, contact, after, until);
        ++counts_[told.offered ? "observed" : "never_offered"];
        if (!told.answer.empty()) ++counts_[told.answer];
        if (told.offered && told.answer.empty()) ++counts_["unanswered"];
        if (told.recycled_later) ++counts_["recycled_after_acceptance"];
        bool known = false;
        bool won = false;
        bool lost = false;
        bool opened = false;
        for (const auto& [name, deal] : deals_) {
            if (!deal.contacts.contains(contact) || *deal.created > until) continue;
            if (deal.status != "open" && deal.since <= after) continue;
            known = true;
            opened |= *deal.created > after;
            won |= deal.status == "won" && deal.since <= until;
            lost |= deal.status == "lost" && deal.since <= until;
        }
        if (opened) ++counts_["opportunities"];
        if (won) ++counts_["won"];
        if (lost && !won) ++counts_["lost"];
        if (after >= range_.mature_until) return;
        ++counts_["mature"];
        if (told.offered || known) ++counts_["precision n"];
    }

    [[nodiscard]] const std::map<std::string, PlainDeal>& deals() const { return deals_; }

    std::map<std::string, std::int64_t>& counts() { return counts_; }

private:
    std::vector<Line> lines_;
    std::map<std::string, PlainDeal> deals_;
    PlainRange range_;
    std::map<std::string, std::int64_t> counts_;
};

}  // namespace

std::map<std::string, std::int64_t> plain_counts(const std::vector<PlainEntry>& entries,
                                                 std::string_view ledger,
                                                 const PlainRange& range) {
    Counting counting(lines_of(ledger, range.as_of), range);
    std::set<std::string> people;
    for (const PlainEntry& entry : entries) {
        if (entry.at < range.from || entry.at >= range.to) continue;
        std::int64_t until = range.as_of;
        for (const PlainEntry& other : entries) {
            if (other.contact == entry.contact && other.at > entry.at)
                until = std::min(until, other.at);
        }
        counting.add(entry.contact, entry.at, until);
        people.insert(entry.contact);
    }
    std::map<std::string, std::int64_t>& counts = counting.counts();
    if (!people.empty()) counts["people"] = static_cast<std::int64_t>(people.size());
    std::map<std::string, std::int64_t> winners;
    for (const auto& [name, deal] : counting.deals()) {
        const bool in_range =
            deal.status == "won" && deal.since >= range.from && deal.since < range.to;
        for (const std::string& contact : deal.contacts) {
            if (in_range) {
                const auto [found, is_new] = winners.emplace(contact, deal.since);
                found->second = std::min(found->second, deal.since);
            }
        }
    }
    for (const auto& [contact, won_at] : winners) {
        ++counts["recall n"];
        counts["recall k"] += std::ranges::any_of(entries, [&](const PlainEntry& entry) {
            return entry.contact == contact && entry.at < won_at;
        });
    }
    std::erase_if(counts, [](const auto& each) { return each.second == 0; });
    return counts;
}

}  // namespace baton::backtest::testing
