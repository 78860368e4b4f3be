#include "engine/saved_views.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.hpp"
#include "engine/deal_commands.hpp"
#include "engine/people.hpp"

namespace baton::engine {

namespace {

constexpr std::size_t name_bytes_max = 120;
constexpr std::size_t address_bytes_max = 2'000;
constexpr std::array<std::string_view, 3> rooms{"contacts", "companies", "deals"};

bool is_true(const ledger::Timeline& timeline,
             const ledger::Tracks& tracks,
             std::string_view name) {
    return timeline.value(tracks, name, Instant::latest()) == Value(true);
}

SavedView view_of(const ledger::Timeline& timeline,
                  const ledger::Record& record,
                  std::string_view user) {
    const auto text = [&](std::string_view name) {
        return text_of(timeline, record.properties, name, Instant::latest());
    };
    const std::string owner = text("owner");
    return {.id = record.key,
            .room = text("room"),
            .name = text("name"),
            .address = text("address"),
            .shared = is_true(timeline, record.properties, "shared"),
            .mine = owner == user,
            .by = user_ref(timeline, owner, Instant::latest())};
}

bool stands(const ledger::Timeline& timeline, const ledger::Record& record) {
    return known(timeline.value(record.properties, "name", Instant::latest())) &&
           !is_true(timeline, record.properties, "archived");
}

Done check(const ViewWish& wish) {
    std::vector<Problem> problems;
    if (wish.room && std::ranges::find(rooms, *wish.room) == rooms.end()) {
        problems.push_back({"/room", "must be contacts, companies or deals"});
    }
    if (wish.name && text::trimmed(*wish.name).empty()) {
        problems.push_back({"/name", "is required"});
    }
    if (wish.name && wish.name->size() > name_bytes_max) {
        problems.push_back({"/name", "is too long"});
    }
    if (wish.address && wish.address->size() > address_bytes_max) {
        problems.push_back({"/address", "is too long"});
    }
    return problems.empty()
               ? Done()
               : Done(fail(Failure::invalid, "This view cannot be saved.", std::move(problems)));
}

ledger::Properties properties_of(const ViewWish& wish) {
    ledger::Properties properties;
    if (wish.name) {
        properties.emplace_back("name", std::string(text::trimmed(*wish.name)));
    }
    if (wish.address) {
        properties.emplace_back("address", *wish.address);
    }
    if (wish.shared) {
        properties.emplace_back("shared", *wish.shared);
    }
    return properties;
}

Done check_may_change(Desk& desk, const std::string& id, const ViewAsker& asker) {
    const ledger::Record* record = desk.timeline().find_record("view", id);
    if (record == nullptr || !stands(desk.timeline(), *record)) {
        return fail(Failure::not_found, "There is no such view.");
    }
    const SavedView view = view_of(desk.timeline(), *record, asker.user);
    if (view.mine) {
        return {};
    }
    if (!view.shared) {
        return fail(Failure::not_found, "There is no such view.");
    }
    return asker.leads ? Done()
                       : Done(fail(Failure::forbidden,
                                   "Only who made this view, or a lead, can change it."));
}

}  // namespace

std::vector<SavedView> list_views(const ledger::Timeline& timeline,
                                  std::string_view room,
                                  std::string_view user) {
    std::vector<SavedView> views;
    for (const ledger::Record* record : timeline.records_of("view")) {
        if (!stands(timeline, *record)) {
            continue;
        }
        SavedView view = view_of(timeline, *record, user);
        if ((view.mine || view.shared) && (room.empty() || view.room == room)) {
            views.push_back(std::move(view));
        }
    }
    std::ranges::stable_sort(views, {}, &SavedView::name);
    return views;
}

Result<Receipt> add_view(Desk& desk,
                         const ViewWish& wish,
                         const ViewAsker& asker,
                         const Because& because) {
    ViewWish whole = wish;
    whole.room = wish.room.value_or("");
    whole.name = wish.name.value_or("");
    TRY(check(whole));
    ledger::Properties properties = properties_of(whole);
    properties.emplace_back("room", *whole.room);
    properties.emplace_back("owner", asker.user);
    return change_record(
        desk, {.record = "view", .key = {}, .properties = std::move(properties)}, because);
}

Result<Receipt> change_view(Desk& desk,
                            const std::string& id,
                            const ViewWish& wish,
                            const ViewAsker& asker,
                            const Because& because) {
    TRY(check_may_change(desk, id, asker));
    TRY(check(wish));
    return change_record(
        desk, {.record = "view", .key = id, .properties = properties_of(wish)}, because);
}

Result<Receipt> drop_view(Desk& desk,
                          const std::string& id,
                          const ViewAsker& asker,
                          const Because& because) {
    TRY(check_may_change(desk, id, asker));
    return change_record(
        desk, {.record = "view", .key = id, .properties = {{"archived", true}}}, because);
}

}  // namespace baton::engine
