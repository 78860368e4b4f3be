#include "handoff/engagement.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "agreement/ast.hpp"
#include "agreement/describe.hpp"
#include "base/instant.hpp"
#include "base/value.hpp"
#include "handoff/handoffs.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_dictionary.hpp"
#include "ledger/timeline_records.hpp"
#include "ledger/touches.hpp"
#include "lifecycle/duration.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::handoff {

namespace {

using agreement::EngagementRule;

constexpr std::array<std::string_view, 2> mail_kinds{"email logged", "email sent"};
constexpr std::size_t looked_back_at = 64;  // how many earlier instants "since" asks about

class Rules {
public:
    Rules(const ledger::Timeline& timeline,
          lifecycle::Evaluator& evaluator,
          const lifecycle::Chain& chain,
          const ledger::Contact& contact,
          Instant at)
        : timeline_(timeline),
          evaluator_(evaluator),
          contact_(contact),
          at_(at),
          version_(chain.in_force(at)),
          agreement_(version_ ? chain.version(*version_).agreement.get() : nullptr) {}

    std::optional<NotNow> forbids(const ApproachAsk& ask) {
        for (std::size_t i = 0; agreement_ != nullptr && i < rules().size(); ++i) {
            if (auto no = forbids(i, ask)) {
                return no;
            }
        }
        return std::nullopt;
    }

    bool owner_is_the_companys() {
        for (std::size_t i = 0; agreement_ != nullptr && i < rules().size(); ++i) {
            if (rules()[i].contact_owner == "company.owner" && holds(i, at_)) {
                return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] const std::vector<EngagementRule>& rules() const {
        return agreement_->rules_of_engagement;
    }

    [[nodiscard]] bool holds(std::size_t rule, Instant at) {
        return evaluator_.holds(contact_.id, *version_, lifecycle::Part::engagement, rule, at);
    }

    [[nodiscard]] std::optional<NotNow> forbids(std::size_t index, const ApproachAsk& ask) {
        const EngagementRule& rule = rules()[index];
        const bool excepted = std::ranges::find(rule.except, ask.journey) != rule.except.end();
        const bool pauses = rule.pauses_journeys && ask.approach == Approach::journey && !excepted;
        const bool needs_consent = !rule.campaign_mail_needs.empty() &&
                                   ask.approach == Approach::campaign && !ask.owner_consents;
        const bool quiet = !rule.quiet_after.empty() && rule.quiet_for;
        if ((!pauses && !needs_consent && !quiet) || !holds(index, at_)) {
            return std::nullopt;
        }
        if (quiet) {
            return quiet_now(index);
        }
        const std::string because = agreement::describe(*rule.while_holds, *agreement_);
        return NotNow{.rule = index,
                      .because = needs_consent ? because + ": the owner has to agree" : because,
                      .since = since(index)};
    }

    // After a mail that a rep sent or logged, for a while.
    [[nodiscard]] std::optional<NotNow> quiet_now(std::size_t index) const {
        const ledger::Dictionary& dictionary = timeline_.dictionary();
        std::optional<Instant> last;
        for (const ledger::Touch& touch : contact_.all().touches) {
            const ledger::Shape& shape = dictionary.shape(touch.shape);
            const bool mail =
                std::ranges::find(mail_kinds, dictionary.kind_key(shape.kind)) != mail_kinds.end();
            if (touch.at <= at_ && mail && is_attempt(dictionary, shape)) {
                last = touch.at;
            }
        }
        if (!last) {
            return std::nullopt;
        }
        const Instant until =
            lifecycle::after(*last, *rules()[index].quiet_for, lifecycle::calendar_of(*agreement_));
        if (at_ >= until) {
            return std::nullopt;
        }
        return NotNow{
            .rule = index, .because = "a rep has just written", .since = last, .until = until};
    }

    // When it last began to hold, told by what happened to the contact; nullopt when that lies too
    // far back.
    [[nodiscard]] std::optional<Instant> since(std::size_t index) {
        const std::vector<Instant> instants = happenings();
        std::optional<Instant> began;
        for (std::size_t i = 0; i < instants.size(); ++i) {
            if (!holds(index, instants[i])) {
                return began;
            }
            if (i == looked_back_at) {
                return std::nullopt;
            }
            began = instants[i];
        }
        return began;
    }

    // Of the contact and its deals until now, the latest first.
    [[nodiscard]] std::vector<Instant> happenings() const {
        std::vector<Instant> instants;
        const auto add = [&](Instant at) {
            if (at <= at_) {
                instants.push_back(at);
            }
        };
        for (const auto& fact : contact_.all().handoffs)
            add(fact.at);
        for (const auto& touch : contact_.all().touches)
            add(touch.at);
        for (const auto& track : contact_.all().properties.all()) {
            for (const auto& change : track.changes)
                add(change.at);
        }
        for (const ledger::Slot slot : timeline_.deals_of(contact_)) {
            for (const auto& status : timeline_.deals()[slot].statuses)
                add(status.at);
            for (const auto& change : timeline_.deals()[slot].contacts)
                add(change.at);
        }
        std::ranges::sort(instants, std::greater{});
        instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
        return instants;
    }

    const ledger::Timeline& timeline_;
    lifecycle::Evaluator& evaluator_;
    const ledger::Contact& contact_;
    Instant at_;
    std::optional<std::size_t> version_;
    const agreement::Agreement* agreement_;
};

}  // namespace

std::optional<NotNow> not_now(const ledger::Timeline& timeline,
                              lifecycle::Evaluator& evaluator,
                              const lifecycle::Chain& chain,
                              const ledger::Contact& contact,
                              const ApproachAsk& ask) {
    return Rules(timeline, evaluator, chain, contact, ask.at).forbids(ask);
}

std::optional<std::string> owner_by_rule(const ledger::Timeline& timeline,
                                         lifecycle::Evaluator& evaluator,
                                         const lifecycle::Chain& chain,
                                         const ledger::Contact& contact,
                                         Instant at) {
    const ledger::Company* company = timeline.company_of(contact, at);
    if (company == nullptr) {
        return std::nullopt;
    }
    const Value owner = timeline.value(company->properties, "owner", at);
    const auto* text = std::get_if<std::string>(&owner);
    if (text == nullptr ||
        !Rules(timeline, evaluator, chain, contact, at).owner_is_the_companys()) {
        return std::nullopt;
    }
    return *text;
}

}  // namespace baton::handoff
