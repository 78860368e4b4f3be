#include "engine/agreement_trial.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/history_reading.hpp"
#include "lifecycle/journeys.hpp"

namespace baton::engine {

namespace {

constexpr ledger::Slot contacts_at_a_time = 500;

bool reaches(lifecycle::Evaluator& evaluator,
             const lifecycle::Chain& chain,
             ContactId contact,
             const std::string& stage,
             Instant now) {
    const lifecycle::History history = evaluator.fold(contact, now);
    return std::ranges::any_of(history.journeys, [&](const lifecycle::Journey& journey) {
        return std::ranges::any_of(journey.stages, [&](const lifecycle::Reached& reached) {
            return chain.stage_name(reached) == stage;
        });
    });
}

// The versions in force so far, and the text from `now` on.
std::shared_ptr<const lifecycle::Chain> chain_with(
    const lifecycle::Chain& chain,
    const std::shared_ptr<const agreement::Agreement>& agreement,
    Instant now) {
    std::vector<lifecycle::Version> versions;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (chain.version(i).effective <= now) {
            versions.push_back(chain.version(i));
        }
    }
    versions.push_back({.agreement = agreement, .effective = now});
    return std::make_shared<const lifecycle::Chain>(std::move(versions),
                                                    lifecycle::Chain::Options{});
}

class Trial {
public:
    Trial(const agreement::Agreement& agreement,
          std::shared_ptr<const lifecycle::Chain> chain,
          Instant now)
        : chain_(std::move(chain)), now_(now) {
        for (const agreement::Stage& stage : agreement.stages) {
            effect_.by_stage.push_back({.stage = stage.name, .now = 0, .then = 0});
        }
    }

    // Some contacts from `slot` on; where to go on, or nothing when that was all.
    std::optional<ledger::Slot> take(const Workspace::View& view, ledger::Slot slot) {
        if (!evaluator_ || readings_ != view.readings) {
            evaluator_.emplace(chain_, view.timeline);
            readings_ = view.readings;
        }
        const auto contacts = view.timeline.contacts();
        const auto end = static_cast<ledger::Slot>(
            std::min<std::size_t>(contacts.size(), slot + std::size_t{contacts_at_a_time}));
        for (; slot < end; ++slot) {
            const auto* stage = view.live.history(slot).current_stage();
            const std::string held =
                stage == nullptr ? std::string() : view.live.chain().stage_name(*stage);
            count(held, &StageEffect::now);
            if (!view.live.is_frozen(slot)) {
                compare(contacts[slot], held);
            } else if (!held.empty()) {
                count(held, &StageEffect::then);  // erased: they stay where they were
            }
        }
        return end < contacts.size() ? std::optional(end) : std::nullopt;
    }

    [[nodiscard]] AgreementEffect effect() && { return std::move(effect_); }

private:
    void count(const std::string& stage, std::size_t StageEffect::* number) {
        const auto found = std::ranges::find(effect_.by_stage, stage, &StageEffect::stage);
        if (found != effect_.by_stage.end()) {
            ++((*found).*number);
        }
    }

    void compare(const ledger::Contact& contact, const std::string& held) {
        const lifecycle::History history = evaluator_->fold(contact.id, now_);
        const lifecycle::Reached* then = history.current_stage();
        if (then == nullptr) {
            return;
        }
        const std::string& stage = chain_->stage_name(*then);
        count(stage, &StageEffect::then);
        const bool at_once =
            stage != held && then->at == now_ && then->how == lifecycle::How::entered;
        effect_.entering_at_once += at_once ? 1U : 0U;
    }

    std::shared_ptr<const lifecycle::Chain> chain_;
    Instant now_;
    std::optional<lifecycle::Evaluator> evaluator_;
    std::uint64_t readings_ = 0;
    AgreementEffect effect_;
};

}  // namespace

std::vector<ExampleResult> try_examples(
    const Workspace::View& view,
    const std::shared_ptr<const agreement::Agreement>& agreement,
    Instant now) {
    std::vector<ExampleResult> results;
    const auto chain = std::make_shared<const lifecycle::Chain>(
        lifecycle::Chain::draft(agreement, lifecycle::Chain::Options{.placements = false}));
    lifecycle::Evaluator evaluator(chain, view.timeline);
    for (const agreement::Stage& stage : agreement->stages) {
        const auto add = [&](const std::vector<std::string>& contacts, bool expected) {
            for (const std::string& reference : contacts) {
                const ContactId contact = find_contact(view, reference);
                results.push_back(
                    {.contact = reference,
                     .stage = stage.name,
                     .expected = expected,
                     .held = contact && reaches(evaluator, *chain, contact, stage.name, now)});
            }
        };
        add(stage.examples_yes, true);
        add(stage.examples_no, false);
    }
    return results;
}

AgreementEffect try_effect(const Workspace& workspace,
                           const std::shared_ptr<const agreement::Agreement>& agreement,
                           Instant now) {
    const auto live =
        workspace.read([](const Workspace::View& view) { return view.live.shared_chain(); });
    Trial trial(*agreement, chain_with(*live, agreement, now), now);
    std::optional<ledger::Slot> slot = 0;
    while (slot) {
        slot = workspace.read([&](const Workspace::View& view) { return trial.take(view, *slot); });
    }
    return std::move(trial).effect();
}

}  // namespace baton::engine
