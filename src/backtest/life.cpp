#include "backtest/life.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "backtest/maturity.hpp"
#include "backtest/question.hpp"
#include "backtest/wins.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "ledger/event.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"
#include "lifecycle/computed.hpp"
#include "lifecycle/journeys.hpp"
#include "lifecycle/postings.hpp"
#include "lifecycle/reading.hpp"

namespace baton::backtest {

namespace {

constexpr int decimals = 6;

}  // namespace

void Bystanders::add(const std::vector<Instant>& all_created) {
    count += static_cast<std::int64_t>(all_created.size());
    for (const Instant created : all_created) {
        first_created = std::min(first_created, created);
    }
    for (std::size_t each = 0; each < untils.size(); ++each) {
        std::int64_t so_many = 0;
        for (const Instant created : all_created) {
            so_many += created < untils[each] ? 1 : 0;
        }
        mature[each] += so_many;
    }
}

void Bystanders::add(const Bystanders& others) {
    if (untils.empty()) {
        untils = others.untils;
        mature.resize(untils.size());
    }
    count += others.count;
    first_created = std::min(first_created, others.first_created);
    for (std::size_t each = 0; each < others.mature.size(); ++each) {
        mature[each] += others.mature[each];
    }
}

std::int64_t Bystanders::mature_by(Instant until) const {
    const auto found = std::ranges::lower_bound(untils, until);
    return found == untils.end() ? 0 : mature[static_cast<std::size_t>(found - untils.begin())];
}

std::shared_ptr<const Ground> ground_of(const Question& question,
                                        const ledger::Timeline& timeline) {
    Ground ground{.cycles = read_cycles(timeline, question.as_of),
                  .untils = {},
                  .wins = Wins(timeline, question.from, question.as_of)};
    ground.untils = untils_of(question, ground.cycles);
    return std::make_shared<const Ground>(std::move(ground));
}

LifeReader::LifeReader(const Question& question, const ledger::Timeline& timeline)
    : LifeReader(question, timeline, ground_of(question, timeline)) {}

LifeReader::LifeReader(const Question& question,
                       const ledger::Timeline& timeline,
                       std::shared_ptr<const Ground> ground)
    : question_(question),
      timeline_(timeline),
      ground_(std::move(ground)),
      told_(ledger::Brief::had_intricate_deals | ledger::Brief::was_merged |
            ledger::Brief::gathered),
      amount_(timeline.dictionary().find_name("amount")),
      common_(std::make_unique<lifecycle::CommonBounds>()) {
    readings_.reserve(question.drafts.size());
    for (const Draft& draft : question.drafts) {
        const auto chain = chain_of(question, draft);
        readings_.push_back({.chain = chain, .evaluator = lifecycle::Evaluator(chain, timeline)});
        if (draft.agreement->handoff) {
            told_ |= ledger::Brief::had_handoffs;
        }
        readings_.back().evaluator.share(*common_);
    }
}

void LifeReader::remember_in(lifecycle::Postings& postings) {
    for (Reading& reading : readings_) {
        reading.evaluator.remember_in(postings);
    }
}

void LifeReader::read(ledger::Slot from, ledger::Slot to, Findings& findings) {
    if (findings.bystanders.untils.empty()) {
        findings.bystanders.untils = ground_->untils;
        findings.bystanders.mature.resize(ground_->untils.size());
    }
    read_entries(from, to);
    sort_out(from, to);
    findings.bystanders.add(bystanders_);
    auto entered = entered_.begin();
    for (const ledger::Slot slot : others_) {
        while (entered != entered_.end() && entered->slot < slot) {
            ++entered;
        }
        auto end = entered;
        while (end != entered_.end() && end->slot == slot) {
            ++end;
        }
        tell(slot, {entered, end}, findings);
        entered = end;
    }
}

// Nearly everybody is a bystander, and is passed over without a branch.
void LifeReader::sort_out(ledger::Slot from, ledger::Slot to) {
    bystanders_.resize(to - from);
    others_.resize(to - from);
    std::size_t bystanders = 0;
    std::size_t others = 0;
    auto entered = entered_.begin();
    for (ledger::Slot slot = from; slot < to; ++slot) {
        const ledger::Brief& brief = timeline_.brief(slot);
        const bool enters = entered != entered_.end() && entered->slot == slot;
        while (entered != entered_.end() && entered->slot == slot) {
            ++entered;
        }
        const bool there = brief.created != Instant::latest() && brief.created <= question_.as_of;
        const bool plain =
            !enters && !brief.has(told_) && ground_->wins.first(slot) == Instant::latest();
        bystanders_.data()[bystanders] = brief.created;
        others_.data()[others] = slot;
        const bool is_left_out = there && left_out(slot);
        bystanders += there && plain && !is_left_out ? 1 : 0;
        others += there && !plain && !is_left_out ? 1 : 0;
    }
    bystanders_.resize(bystanders);
    others_.resize(others);
}

void LifeReader::tell(ledger::Slot slot, std::span<Entered> entered, Findings& findings) {
    const ledger::Brief& brief = timeline_.brief(slot);
    const Instant won = ground_->wins.first(slot);
    if (!entered.empty() || brief.has(told_) || won == Wins::untold) {
        findings.lives.push_back(life(slot, entered));
    } else {
        findings.winners.push_back({.created = brief.created, .won = won});
    }
}

bool LifeReader::left_out(ledger::Slot slot) const {
    return !question_.left_out.empty() &&
           std::ranges::binary_search(question_.left_out, timeline_.contacts()[slot].id);
}

void LifeReader::read_entries(ledger::Slot from, ledger::Slot to) {
    entered_.clear();
    for (std::size_t draft = 0; draft < readings_.size(); ++draft) {
        lifecycle::Evaluator& evaluator = readings_[draft].evaluator;
        evaluator.look_ahead(from, to);
        coming_.clear();
        for (const ledger::Slot slot : evaluator.who_may_enter()) {
            if (timeline_.brief(slot).created <= question_.as_of) {
                coming_.push_back(slot);
            }
        }
        read_entries(draft);
    }
    std::ranges::stable_sort(entered_, {}, &Entered::slot);
}

// Contacts lie all over the memory: the next are asked for while one is read.
void LifeReader::read_entries(std::size_t draft) {
    using Distance = lifecycle::Evaluator::Distance;
    constexpr std::size_t far = 24;
    constexpr std::size_t near = 16;
    constexpr std::size_t next = 8;
    const lifecycle::Evaluator& evaluator = readings_[draft].evaluator;
    const auto expect = [&](std::size_t place, Distance distance) {
        if (place < coming_.size()) {
            evaluator.expect(coming_[place], distance);
        }
    };
    for (std::size_t place = 0; place < std::min(far, coming_.size()); ++place) {
        expect(place, Distance::far);
    }
    for (std::size_t place = 0; place < coming_.size(); ++place) {
        expect(place + far, Distance::far);
        expect(place + near, Distance::near);
        expect(place + next, Distance::next);
        auto found = entries(draft, coming_[place]);
        if (!found.empty()) {
            entered_.push_back(
                {.slot = coming_[place], .draft = draft, .entries = std::move(found)});
        }
    }
}

Life LifeReader::life(ledger::Slot slot, std::span<Entered> entered) const {
    const ledger::Contact& contact = timeline_.contacts()[slot];
    Life life{.contact = contact.id,
              .external_id = contact.external_id,
              .slot = slot,
              .owner = timeline_.owner_of(slot, question_.as_of),
              .created = timeline_.brief(slot).created,
              .entries = std::vector<std::vector<Entry>>(readings_.size())};
    for (Entered& each : entered) {
        life.entries[each.draft] = std::move(each.entries);
    }
    const ledger::Contact& who = timeline_.contacts()[life.owner];
    life.handoffs = handoffs(who);
    life.deals = deals(who);
    return life;
}

std::vector<Entry> LifeReader::entries(std::size_t draft, ledger::Slot slot) {
    Reading& reading = readings_[draft];
    const std::size_t version = reading.chain->size() - 1;
    const lifecycle::History history = reading.evaluator.fold_entries(slot, question_.as_of);
    std::vector<Entry> entries;
    for (const lifecycle::Journey& journey : history.journeys) {
        for (const lifecycle::Reached& reached : journey.stages) {
            if (reached.how != lifecycle::How::entered) {
                continue;
            }
            const auto stage =
                reached.version == version
                    ? std::optional<std::size_t>(reached.stage)
                    : reading.chain->find_stage(version, reading.chain->stage_name(reached));
            if (stage) {
                entries.push_back({.stage = static_cast<std::uint32_t>(*stage), .at = reached.at});
            }
        }
    }
    std::ranges::stable_sort(entries, {}, &Entry::at);
    return entries;
}

std::vector<HandoffStepAt> LifeReader::handoffs(const ledger::Contact& contact) const {
    std::vector<HandoffStepAt> steps;
    const ledger::Dictionary& dictionary = timeline_.dictionary();
    for (const ledger::HandoffFact& fact : contact.all().handoffs) {
        const bool known = fact.at <= question_.as_of && fact.visible_from <= question_.as_of;
        if (!fact.voided && known) {
            steps.push_back({.at = fact.at,
                             .step = fact.step,
                             .reason = dictionary.name(fact.reason),
                             .owner = dictionary.name(fact.owner)});
        }
    }
    return steps;
}

std::vector<DealFact> LifeReader::deals(const ledger::Contact& contact) const {
    std::vector<DealFact> facts;
    for (const ledger::Slot slot : timeline_.deals_of(contact)) {
        const ledger::Deal& deal = timeline_.deals()[slot];
        auto fact = deal_fact(timeline_, slot, question_.as_of);
        if (!fact || !timeline_.associated(deal, contact, question_.as_of)) {
            continue;
        }
        fact->deal = slot;
        fact->amount_minor.reserve(question_.drafts.size());
        add_amounts(deal, *fact);
        facts.push_back(*std::move(fact));
    }
    return facts;
}

// Most drafts are in one currency.
void LifeReader::add_amounts(const ledger::Deal& deal, DealFact& fact) const {
    for (std::size_t draft = 0; draft < question_.drafts.size(); ++draft) {
        const Currency currency = question_.drafts[draft].agreement->currency;
        const bool as_before =
            draft > 0 && question_.drafts[draft - 1].agreement->currency == currency;
        fact.amount_minor.push_back(as_before ? fact.amount_minor.back()
                                              : amount_minor(deal, currency));
    }
}

std::optional<std::int64_t> LifeReader::amount_minor(const ledger::Deal& deal,
                                                     Currency currency) const {
    const ledger::Dictionary& dictionary = timeline_.dictionary();
    const auto* change = ledger::Timeline::property(deal.properties, amount_, question_.as_of);
    const auto amount = change == nullptr
                            ? std::nullopt
                            : lifecycle::amount_in(
                                  currency, dictionary.value(change->value), change->at, timeline_);
    if (!amount) {
        return std::nullopt;
    }
    lifecycle::Wide unit = 1;
    for (int digit = minor_digits(currency); digit < decimals; ++digit) {
        unit *= 10;
    }
    return static_cast<std::int64_t>(*amount / unit);
}

std::optional<DealFact> deal_fact(const ledger::Deal& deal, Instant as_of) {
    const auto* first = ledger::first_of(deal.statuses);
    if (first == nullptr || first->at > as_of || !ledger::Timeline::exists(deal, as_of)) {
        return std::nullopt;
    }
    DealFact fact{.created_at = first->at};
    for (const ledger::StatusChange& change : deal.statuses) {
        if (change.voided || change.at > as_of) {
            continue;
        }
        if (change.status == ledger::DealStatus::open) {
            fact.ended.reset();
        } else if (fact.ended != change.status) {
            fact.ended = change.status;
            fact.ended_at = change.at;
        }
    }
    return fact;
}

std::optional<DealFact> deal_fact(const ledger::Timeline& timeline,
                                  ledger::Slot slot,
                                  Instant as_of) {
    const ledger::DealBrief& brief = timeline.deal_briefs()[slot];
    if (!brief.plain || brief.changed > as_of) {
        return deal_fact(timeline.deals()[slot], as_of);
    }
    DealFact fact{.created_at = brief.created};
    if (brief.status != ledger::DealStatus::open) {
        fact.ended = brief.status;
        fact.ended_at = brief.ended_at;
    }
    return fact;
}

std::vector<DealFact> read_cycles(const ledger::Timeline& timeline, Instant as_of) {
    std::vector<DealFact> cycles;
    for (ledger::Slot slot = 0; slot < timeline.deals().size(); ++slot) {
        const auto fact = deal_fact(timeline, slot, as_of);
        if (fact && fact->has_cycle()) {
            cycles.push_back(*fact);
        }
    }
    return cycles;
}

}  // namespace baton::backtest
