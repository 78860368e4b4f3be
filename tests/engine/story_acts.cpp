#include <array>
#include <fmt/format.h>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include "engine/contact_commands.hpp"
#include "engine/deal_commands.hpp"
#include "engine/erasing.hpp"
#include "engine/feedback_commands.hpp"
#include "engine/handoff_commands.hpp"
#include "engine/import_run.hpp"
#include "engine/merge_commands.hpp"
#include "engine/stage.hpp"
#include "engine/suspension.hpp"
#include "handoff/transition.hpp"

namespace baton::engine::testing {

namespace {

const std::set<std::string> manners{
    "zone", "id", "happened", "reason", "why", "to", "note", "direction", "actor", "as"};

Value value_of(const std::string& text) {
    if (text.empty()) return Unknown{};
    if (text == "true" || text == "false") return text == "true";
    if (const auto number = parse_decimal(text)) return *number;
    return text;
}

std::optional<Instant> happened(const Step& step) {
    const std::string text = step.take("happened");
    const auto space = text.find(' ');
    if (space == std::string::npos) return std::nullopt;
    const auto at = instant_in(step.take("zone"), text.substr(0, space), text.substr(space + 1));
    return at ? std::optional(*at) : std::nullopt;
}

std::string mail(const std::string& person) {
    return person.find('@') == std::string::npos ? person + "@acme.test" : person;
}

Because by(const Step& step, const std::string& who = "mia@acme.test") {
    return {.by = who, .cause = {}, .at = happened(step)};
}

Result<Receipt> hire(Stage& stage, const Step& step) {
    ledger::Properties properties = properties_of(step);
    if (step.words.size() > 2) properties.emplace_back("role", step.word(2));
    stage.running.hire(mail(step.word(1)), properties);
    return Receipt{};
}

// team inside time_zone=America/New_York   |   settings last_resort=ann@acme.test
Result<Receipt> set_record(Stage& stage, const Step& step) {
    const bool team = step.word(0) == "team";
    const RecordChange change{.record = team ? "team" : "workspace",
                              .key = team ? step.word(1) : "settings",
                              .properties = properties_of(step)};
    return stage.running.run([&](Desk& desk) { return change_record(desk, change, by(step)); });
}

Result<Receipt> sign(Stage& stage, const Step& step) {
    std::ifstream in(stage.folder / (step.word(1) + ".agreement"));
    std::stringstream text;
    text << in.rdbuf();
    if (stage.running.sign(text.str()).empty()) return fail(Failure::invalid, "it was not signed");
    return Receipt{};
}

Result<Receipt> create(Stage& stage, const Step& step) {
    NewContact contact{
        .external_id = step.take("id"), .properties = properties_of(step), .company = {}};
    contact.properties.emplace_back("email", step.word(1));
    if (const std::string company = step.after("of"); !company.empty()) {
        contact.company = stage.companies[company];
    }
    return stage.running.run([&](Desk& desk) { return create_contact(desk, contact, by(step)); });
}

Result<Receipt> change(Stage& stage, const Step& step) {
    const ContactChange wish{.contact = stage.running.contact(step.word(1)),
                             .properties = properties_of(step),
                             .version = {}};
    return stage.running.run([&](Desk& desk) { return change_contact(desk, wish, by(step)); });
}

Result<Receipt> contact(Stage& stage, const Step& step) {
    const std::string verb = step.word(2);
    if (verb == "created") return create(stage, step);
    if (verb == "changes") return change(stage, step);
    const ContactId id = stage.running.contact(step.word(1));
    if (verb == "joins") {
        const CompanyId company = stage.companies[step.word(3)];
        return stage.running.run(
            [&](Desk& desk) { return set_company(desk, id, company, by(step)); });
    }
    if (verb == "deleted") {
        return stage.running.run([&](Desk& desk) { return delete_contact(desk, id, by(step)); });
    }
    if (verb == "merges") {
        const Merge merge{
            .from = id, .into = stage.running.contact(step.word(4)), .values = properties_of(step)};
        const auto chain = stage.running.workspace().read(
            [](const Workspace::View& view) { return view.live.shared_chain(); });
        return stage.running.run(
            [&](Desk& desk) { return merge_contacts(desk, *chain, merge, by(step)); });
    }
    if (verb == "parts") {
        return stage.running.run([&](Desk& desk) {
            const ContactId parted = desk.directory().contact_by_email(step.word(1));
            return unmerge_contact(desk, parted, by(step));
        });
    }
    return fail(Failure::not_found, "created, changes, joins, merges, parts or deleted");
}

Result<Receipt> company(Stage& stage, const Step& step) {
    const std::string name = step.word(1);
    ledger::Properties properties = properties_of(step);
    if (step.word(2) == "changes") {
        return stage.running.run([&](Desk& desk) {
            return change_company(desk, stage.companies[name], properties, by(step));
        });
    }
    properties.emplace_back("name", name);
    auto made = stage.running.run(
        [&](Desk& desk) { return create_company(desk, {.properties = properties}, by(step)); });
    if (made) stage.companies[name] = {std::stoll(made->id)};
    return made;
}

// As a program with a key sends it: a message that came before changes nothing.
Result<Receipt> touch(Stage& stage, const Step& step) {
    const ContactId id = stage.running.contact(step.word(1));
    ledger::Touched touched{
        .contact = id,
        .visitor = {},
        .kind = step.word(2),
        .fields = properties_of(step),
        .message_id = step.take("id"),
        .actor = step.take("actor") == "scanner" ? ledger::Actor::scanner : ledger::Actor::human,
        .trust = ledger::Trust::server,
        .direction = ledger::Direction::in};
    return stage.running.run([&](Desk& desk) -> Result<Receipt> {
        if (!touched.message_id.empty() && desk.seen("source:web", touched.message_id)) {
            return Receipt{};
        }
        const ledger::Event event = desk.record(touched, by(step, "source:web"));
        return Receipt{.id = {}, .recorded = {event.position}, .count = 1};
    });
}

Result<Receipt> log(Stage& stage, const Step& step, Activity::Type type) {
    const Activity activity{.contact = stage.running.contact(step.word(3)), .type = type};
    return stage.running.run(
        [&](Desk& desk) { return log_activity(desk, activity, by(step, mail(step.word(1)))); });
}

Result<Receipt> praise(Stage& stage, const Step& step) {
    const Praise praise{.contact = stage.running.contact(step.word(3)),
                        .reason = step.take("reason"),
                        .note = step.take("note")};
    const auto chain = stage.running.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return stage.running.run([&](Desk& desk) {
        return praise_handoff(desk, *chain, praise, by(step, mail(step.word(1))));
    });
}

// rejection ada@acme.test disputed by mia note="…"
Result<Receipt> answer(Stage& stage, const Step& step) {
    const auto said = handoff::find_answer(step.word(2));
    if (!said) return fail(Failure::not_found, "nobody can say that");
    const RejectionAnswer wish{
        .contact = stage.running.contact(step.word(1)), .answer = *said, .note = step.take("note")};
    return stage.running.run(
        [&](Desk& desk) { return answer_rejection(desk, wish, by(step, mail(step.after("by")))); });
}

Result<Receipt> rep(Stage& stage, const Step& step) {
    const std::string verb = step.word(2);
    if (verb == "calls") return log(stage, step, Activity::Type::call);
    if (verb == "mails") return log(stage, step, Activity::Type::email);
    if (verb == "meets") return log(stage, step, Activity::Type::meeting);
    if (verb == "praises") return praise(stage, step);
    const auto moved = handoff::find_step(verb);
    if (!moved) return fail(Failure::not_found, "a rep does not do that");
    const HandoffMove move{.contact = stage.running.contact(step.word(3)),
                           .step = *moved,
                           .reason = step.take("reason"),
                           .note = step.take("note"),
                           .owner = step.take("to").empty() ? "" : mail(step.take("to"))};
    const auto chain = stage.running.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return stage.running.run(
        [&](Desk& desk) { return move_handoff(desk, *chain, move, by(step, mail(step.word(1)))); });
}

Result<Receipt> deal(Stage& stage, const Step& step) {
    const std::string name = step.word(1);
    if (step.word(2) == "of") {
        const NewDeal wish{.external_id = {},
                           .contacts = {stage.running.contact(step.word(3))},
                           .properties = properties_of(step)};
        auto made =
            stage.running.run([&](Desk& desk) { return create_deal(desk, wish, by(step)); });
        if (made) stage.deals[name] = {std::stoll(made->id)};
        return made;
    }
    if (step.word(2) == "deleted") {
        return stage.running.run(
            [&](Desk& desk) { return delete_deal(desk, stage.deals[name], by(step)); });
    }
    DealChange wish{.deal = stage.deals[name], .properties = properties_of(step), .contacts = {}};
    if (const std::string to = step.after("to"); !to.empty()) {
        wish.properties.emplace_back("stage", to);
    }
    return stage.running.run([&](Desk& desk) { return change_deal(desk, wish, by(step)); });
}

Result<Receipt> place(Stage& stage, const Step& step) {
    const Placement placement{.contact = stage.running.contact(step.word(1)),
                              .stage = step.after("at"),
                              .why = step.take("why")};
    const auto chain = stage.running.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return stage.running.run(
        [&](Desk& desk) { return place_contact(desk, *chain, placement, by(step)); });
}

// suspend by pia reason="…"   |   confirm by mia   |   lift by pia
Result<Receipt> suspension(Stage& stage, const Step& step) {
    const Because why = by(step, mail(step.after("by")));
    const auto chain = stage.running.workspace().read(
        [](const Workspace::View& view) { return view.live.shared_chain(); });
    return stage.running.run([&](Desk& desk) {
        if (step.word(0) == "confirm") return confirm_suspension(desk, why);
        return step.word(0) == "lift" ? lift_suspension(desk, why)
                                      : suspend_offers(desk, *chain, step.take("reason"), why);
    });
}

Result<Receipt> take_back(Stage& stage, const Step& step) {
    if (step.word(1) == "import") {
        return undo_import(stage.running.workspace(), step.word(2), "mia@acme.test");
    }
    const auto positions = stage.remembered[step.word(1)];
    return stage.running.run([&](Desk& desk) { return undo(desk, positions, by(step)); });
}

Result<Receipt> import_file(Stage& stage, const Step& step) {
    const auto report = run_import(stage.running.workspace(),
                                   {.id = step.take("as"), .files = {stage.folder / step.word(1)}});
    if (!report) return std::unexpected(report.error());
    return Receipt{};
}

// erase ada@acme.test why="…"
Result<Receipt> erase(Stage& stage, const Step& step) {
    return stage.running.workspace().erase(
        {.contact = stage.running.contact(step.word(1)), .why = step.take("why")}, by(step));
}

Result<Receipt> reopen(Stage& stage, const Step& step) {
    if (step.word(0) == "restart") stage.running.restart();
    if (step.word(0) == "kill") stage.running.kill();
    if (step.word(0) == "down") stage.running.close();
    if (step.word(0) == "up") stage.running.open();
    return Receipt{};
}

struct Verb {
    std::string_view word;
    Result<Receipt> (*act)(Stage&, const Step&);
};

constexpr std::array verbs{
    Verb{"user", hire},          Verb{"team", set_record}, Verb{"settings", set_record},
    Verb{"agreement", sign},     Verb{"contact", contact}, Verb{"company", company},
    Verb{"touch", touch},        Verb{"rep", rep},         Verb{"rejection", answer},
    Verb{"deal", deal},          Verb{"place", place},     Verb{"suspend", suspension},
    Verb{"confirm", suspension}, Verb{"lift", suspension}, Verb{"undo", take_back},
    Verb{"import", import_file}, Verb{"erase", erase},     Verb{"restart", reopen},
    Verb{"kill", reopen},        Verb{"down", reopen},     Verb{"up", reopen}};

}  // namespace

ledger::Properties properties_of(const Step& step) {
    ledger::Properties properties;
    for (const auto& [name, text] : step.given) {
        if (!manners.contains(name)) properties.emplace_back(name, value_of(text));
    }
    return properties;
}

Result<Receipt> act(Stage& stage, const Step& step) {
    for (const Verb& verb : verbs) {
        if (verb.word == step.word(0)) return verb.act(stage, step);
    }
    return fail(Failure::not_found, "nobody understands this line");
}

}  // namespace baton::engine::testing
