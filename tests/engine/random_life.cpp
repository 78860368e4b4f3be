#include "engine/random_life.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/erasing.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/merge_commands.hpp"
#include "engine/note_commands.hpp"
#include "engine/offers.hpp"
#include "engine/people.hpp"
#include "engine/suspension.hpp"
#include "handoff/transition.hpp"

namespace baton::engine::testing {

namespace {

constexpr std::string_view head = R"(agreement: Random {}
timezone: Europe/Berlin
currency: EUR
{}
stages:
  - {{ name: lead,     owner: marketing, when: 'known contact.email' }}
  - {{ name: MQL,      owner: marketing, when: 'count(page_view within 2 days) >= {} or company.employees >= 100' }}
  - {{ name: SAL,      owner: sales,     when: 'handoff accepted' }}
  - {{ name: stale,    owner: sales,     when: 'reached(SAL) and days since last(touch) >= 2' }}
  - {{ name: customer, owner: sales,     when: 'deal won' }}
disqualify:
  - {{ reason: student, when: 'contact.job_title = "student"' }}
handoff:
  at: MQL
  to: {{ team: sales, by: {}, prefer: company.owner }}
  respond_within: 3 hours
  accept_within: 1 hours
  reject_reasons: [bad fit, bad timing]
  recycle: {{ to: Re-engage, eligible_again_after: 1 days }}
  follow_up: {{ attempts: 2, within: 2 days }}
  on_breach: [ {{ after: 0 hours, do: notify_owner }}, {{ after: 2 hours, do: reassign }} ]
  overrides: [ {{ name: Big, when: 'company.employees >= 100', respond_within: 1 hours, to: {{ team: inside }} }} ]
)";

std::string agreement(int number) {
    constexpr std::array<std::string_view, 4> effects{"",
                                                      "on_effect: { offer: 1 per rep per day }",
                                                      "on_effect: { offer: none }",
                                                      "on_effect: { offer: all }"};
    return fmt::format(fmt::runtime(head),
                       number,
                       effects.at(static_cast<std::size_t>(number) % effects.size()),
                       1 + number % 3,
                       number % 2 == 0 ? "round_robin" : "least_loaded");
}

std::size_t choice(int number, std::size_t of) {
    return static_cast<std::size_t>(number) % of;
}

std::string topic_of(const Deed& deed) {
    return fmt::format("what {} who {} which {} after {} late {}",
                       deed.what,
                       deed.who,
                       deed.which,
                       deed.minutes,
                       deed.late);
}

}  // namespace

RandomLife::RandomLife()
    : running_(Instant{1'772'409'600'000'000}, {.above = 1, .batch = 1}) {  // 2026-03-02
    running_.hire("kim@acme.test", {{"role", std::string("rep")}, {"team", std::string("sales")}});
    running_.hire("lee@acme.test", {{"role", std::string("rep")}, {"team", std::string("sales")}});
    running_.hire("max@acme.test", {{"role", std::string("manager")}});
    running_.sign(agreement(made_));
}

// Lee moves, goes, comes back, is away, has a cap; the team has a holiday.
void RandomLife::move_people(const Deed& deed) {
    if (deed.minutes % 4 == 0) {
        static_cast<void>(running_.run([&](Desk& desk) {
            return change_record(
                desk,
                {.record = "team",
                 .key = "sales",
                 .properties = {{"holidays", fmt::format("2026-03-{:02}", 1 + deed.late % 28)}}},
                {.by = "mia@acme.test"});
        }));
        return;
    }
    const auto day = [](int number) {
        return Value(fmt::format("2026-03-{:02}", 1 + number % 28));
    };
    running_.hire(
        "lee@acme.test",
        {{"team", std::string(deed.late % 2 == 0 ? "sales" : "inside")},
         {"available", deed.late % 3 == 0},
         {"active", deed.who % 3 != 0},
         {"away_from", deed.minutes % 3 == 0 ? day(deed.minutes) : Value(Unknown{})},
         {"away_until", deed.minutes % 3 == 0 ? day(deed.minutes + 2) : Value(Unknown{})},
         {"most_open", deed.late % 5 == 0 ? Value(Decimal{decimal_one}) : Value(Unknown{})}});
}

Because RandomLife::because(const Deed& deed) const {
    return {.by = "kim@acme.test",
            .cause = {},
            .at = deed.late == 0 ? std::nullopt
                                 : std::optional(plus(running_.now(), -deed.late * minute_micros))};
}

// Now and then one that does not exist.
ContactId RandomLife::contact(const Deed& deed) const {
    const std::size_t index = choice(deed.who, contacts_.size() + 1);
    return index < contacts_.size() ? contacts_[index] : ContactId{77 * 1024 + 5};
}

Result<Receipt> RandomLife::touch(const Deed& deed) {
    ledger::Touched touched;
    touched.contact = contact(deed);
    touched.kind = deed.which % 3 == 0 ? "form_submitted" : "page_view";
    touched.actor = ledger::Actor::human;
    touched.message_id = deed.which % 5 == 0 ? fmt::format("m{}", deed.which) : "";
    return running_.run([&](Desk& desk) -> Result<Receipt> {
        if (desk.find_contact(touched.contact) == nullptr) {
            return fail(Failure::not_found, "there is no such contact");
        }
        if (!touched.message_id.empty() && desk.seen("source:web", touched.message_id)) {
            return Receipt{};
        }
        const Because why{.by = "source:web", .cause = {}, .at = because(deed).at};
        return Receipt{.id = {}, .recorded = {desk.record(touched, why).position}, .count = 1};
    });
}

Result<Receipt> RandomLife::act_on_contact(const Deed& deed) {
    constexpr std::array<const char*, 3> titles{"student", "engineer", ""};
    const auto chain = running_.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return running_.run([&](Desk& desk) -> Result<Receipt> {
        switch (deed.which % 5) {
            case 0:
                return change_contact(
                    desk,
                    {.contact = contact(deed),
                     .properties = {{"job_title", std::string(titles.at(choice(deed.late, 3)))}}},
                    because(deed));
            case 1: return log_activity(desk, {.contact = contact(deed)}, because(deed));
            case 2:
                return place_contact(desk,
                                     *chain,
                                     {.contact = contact(deed),
                                      .stage = deed.late % 4 == 1 ? "MQLs" : "MQL",
                                      .why = "met"},
                                     because(deed));
            case 3: {
                const CompanyId company = companies_.empty()
                                              ? CompanyId{4711}
                                              : companies_[choice(deed.late, companies_.size())];
                return set_company(desk, contact(deed), company, because(deed));
            }
            default:
                return deed.late % 7 == 0 ? delete_contact(desk, contact(deed), because(deed))
                                          : add_note(desk,
                                                     {.text = deed.late % 2 == 0 ? "" : "hm",
                                                      .contact = contact(deed)},
                                                     because(deed));
        }
    });
}

Result<Receipt> RandomLife::act_on_handoff(const Deed& deed) {
    using enum ledger::HandoffStep;
    constexpr std::array steps{accepted,
                               accepted,
                               rejected,
                               recycled,
                               withdrawn,
                               disqualified,
                               reassigned,
                               expired,
                               offered};
    constexpr std::array<const char*, 3> reasons{"bad fit", "bad timing", ""};
    const auto chain = running_.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return running_.run([&](Desk& desk) {
        return move_handoff(desk,
                            *chain,
                            {.contact = contact(deed),
                             .step = steps.at(choice(deed.which, steps.size())),
                             .reason = reasons.at(choice(deed.minutes, reasons.size())),
                             .note = deed.minutes % 2 == 0 ? "noted" : "",
                             .owner = deed.late % 2 == 0 ? "lee@acme.test" : ""},
                            {.by = "kim@acme.test"});
    });
}

Result<Receipt> RandomLife::act_on_deal(const Deed& deed) {
    if (deals_.empty() || deed.which % 3 == 0) {
        auto made = running_.run([&](Desk& desk) {
            return create_deal(desk,
                               {.external_id = deed.which % 4 == 0 ? "D" : "",
                                .contacts = {contact(deed), contact(deed)},
                                .properties = {{"amount", Decimal{deed.minutes * decimal_one}},
                                               {"company", fmt::format("c{}", deed.minutes % 4)}}},
                               because(deed));
        });
        if (made) deals_.push_back({std::stoll(made->id)});
        return made;
    }
    constexpr std::array<const char*, 4> stages{"Won", "Lost", "Proposal", "Nowhere"};
    const DealId deal = deals_[choice(deed.who, deals_.size())];
    return running_.run([&](Desk& desk) -> Result<Receipt> {
        if (deed.which % 7 == 1) return delete_deal(desk, deal, because(deed));
        DealChange change{
            .deal = deal,
            .properties = {{"stage", std::string(stages.at(choice(deed.minutes, 4)))}}};
        if (deed.late % 2 == 0) change.properties.emplace_back("lost_reason", std::string("price"));
        if (deed.late % 3 == 0) change.contacts = std::vector<ContactId>{contact(deed)};
        return change_deal(desk, change, because(deed));
    });
}

Result<Receipt> RandomLife::act_on_company(const Deed& deed) {
    const ledger::Properties properties{
        {"employees", Decimal{(deed.minutes % 2 == 0 ? 10 : 500) * decimal_one}},
        {"owner", std::string(deed.late % 2 == 0 ? "lee@acme.test" : "gone@acme.test")}};
    if (companies_.size() < 3) {
        auto made = running_.run([&](Desk& desk) {
            return create_company(
                desk,
                {.external_id = fmt::format("c{}", deed.which % 4), .properties = properties},
                because(deed));
        });
        if (made) companies_.push_back({std::stoll(made->id)});
        return made;
    }
    return running_.run([&](Desk& desk) {
        return change_company(
            desk, companies_[choice(deed.who, companies_.size())], properties, because(deed));
    });
}

Result<Receipt> RandomLife::take_back(const Deed& deed) {
    if (done_.empty()) return Receipt{};
    return running_.run([&](Desk& desk) {
        return undo(
            desk,
            done_[done_.size() - 1 - choice(deed.which, std::min<std::size_t>(done_.size(), 12))],
            because(deed));
    });
}

Result<Receipt> RandomLife::act(const Deed& deed) {
    if (contacts_.size() < 3 || deed.what % 24 == 0) {
        auto made = running_.run([&](Desk& desk) {
            const auto mail = fmt::format("p{}@acme.test", deed.who % 9);
            return create_contact(
                desk,
                {.external_id = {},
                 .properties = {{"email", mail}},
                 .company =
                     deed.late % 3 == 0 && !companies_.empty() ? companies_[0] : CompanyId{}},
                because(deed));
        });
        if (made) contacts_.push_back({std::stoll(made->id)});
        return made;
    }
    switch (deed.what % 12) {
        case 1: return act_on_contact(deed);
        case 2:
        case 3:
        case 4: return act_on_handoff(deed);
        case 5: return act_on_deal(deed);
        case 6: return act_on_company(deed);
        case 7: return take_back(deed);
        case 8:
            if (deed.which % 4 == 0) {
                running_.sign(agreement(++made_));
            } else if (deed.which % 4 == 1) {
                move_people(deed);
            } else {
                deed.which % 4 == 2 ? running_.restart() : running_.kill_now();
            }
            return Receipt{};
        case 9:
            if (deed.which % 9 == 1) {
                return running_.workspace().erase({.contact = contact(deed), .why = "asked for it"},
                                                  {.by = "mia@acme.test"});
            }
            return deed.which % 3 == 0 ? suspend(deed) : touch(deed);
        case 10: return deed.which % 2 == 0 ? merge(deed) : part(deed);
        default: return touch(deed);
    }
}

Result<Receipt> RandomLife::merge(const Deed& deed) {
    const auto chain = running_.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    const ContactId into = contacts_[choice(deed.which / 2, contacts_.size())];
    const ledger::Properties chosen{{"job_title", std::string("engineer")}};
    return running_.run([&](Desk& desk) {
        return merge_contacts(desk,
                              *chain,
                              {.from = contact(deed),
                               .into = into,
                               .values = deed.late % 2 == 0 ? ledger::Properties{} : chosen},
                              {.by = "kim@acme.test"});
    });
}

Result<Receipt> RandomLife::part(const Deed& deed) {
    return running_.run(
        [&](Desk& desk) { return unmerge_contact(desk, contact(deed), {.by = "kim@acme.test"}); });
}

// The lead and both signers, now and then in the wrong order.
Result<Receipt> RandomLife::suspend(const Deed& deed) {
    const auto chain = running_.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return running_.run([&](Desk& desk) {
        const Because who{.by = deed.who % 2 == 0 ? "mia@acme.test" : "sam@acme.test"};
        if (deed.minutes % 2 == 0) return confirm_suspension(desk, who);
        return deed.late % 2 == 0 ? lift_suspension(desk, who)
                                  : suspend_offers(desk, *chain, "so", who);
    });
}

std::uint64_t RandomLife::ledger_end() {
    return running_.workspace().read(
        [](const Workspace::View& view) { return view.timeline.last_order(); });
}

std::string RandomLife::live(const Deed& deed) {
    running_.move_to(
        plus(running_.now(), std::int64_t{deed.minutes} * deed.minutes * second_micros * 7));
    // What is on its way to the contacts of a company goes on whatever is done.
    const bool quiet = running_.workspace().read(
        [](const Workspace::View& view) { return view.live.fan_outs().empty(); });
    const std::uint64_t before = ledger_end();
    const auto done = act(deed);
    if (done) {
        if (!done->recorded.empty()) done_.push_back(done->recorded);
        return {};
    }
    return !quiet || ledger_end() == before
               ? ""
               : fmt::format(
                     "{} was refused ({}) but left a trace", topic_of(deed), done.error().message);
}

}  // namespace baton::engine::testing
