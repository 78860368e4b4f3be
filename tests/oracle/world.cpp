#include "oracle/world.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "oracle/ledger.hpp"
#include "oracle/text.hpp"
#include "oracle/value.hpp"

namespace oracle {
namespace {

namespace json = boost::json;

struct Person {
    std::optional<Instant> created;
    std::optional<Ending> ending;
    Properties properties;
    std::string company;
};

struct DealRecord {
    Deal deal;
    std::vector<std::string> contacts;
    bool deleted = false;
};

bool is_blank(const json::value& value) {
    if (value.is_null()) return true;
    return value.is_string() && trimmed(value.as_string()).empty();
}

/// Reads events one after the other; what is asked at the end is the state after the last one read.
class Fold {
public:
    Fold(const std::vector<const Event*>& all, std::size_t visible, bool identity_now)
        : events_(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(visible)),
          identity_now_(identity_now) {
        for (const Event* event : identity_now ? all : events_) {
            if (event->type == "link") links_[text_field(*event, "visitor")].push_back(event);
            if (event->type == "merge" && identity_now) unite(*event);
        }
        for (const Event* event : events_)
            read(*event);
    }

    World about(const std::string& contact) {
        const Person& person = people_[contact];
        World world{.created = person.created,
                    .ending = person.ending,
                    .properties = person.properties,
                    .company = companies_[person.company],
                    .touches = {},
                    .handoffs = {},
                    .deals = {},
                    .rates = rates_,
                    .placements = {}};
        if (person.company.empty()) world.company.clear();
        for (const Event* event : events_) {
            if (event->type == "touch" && owner_of(*event) == contact)
                world.touches.push_back(event);
            if (event->type == "handoff" && now_called(text_field(*event, "contact")) == contact) {
                world.handoffs.push_back(event);
            }
        }
        for (const auto& [event, called] : placements_) {
            if (called == contact) world.placements.push_back(event);
        }
        for (const auto& [id, record] : deals_) {
            if (belongs(record, contact)) world.deals.push_back(record.deal);
        }
        return world;
    }

private:
    [[nodiscard]] std::string now_called(std::string id) const {
        for (auto found = into_.find(id); found != into_.end(); found = into_.find(id)) {
            id = found->second;
        }
        return id;
    }

    /// Touches before a visitor's first link go to the first; the others to the last link at or
    /// before them.
    [[nodiscard]] std::string owner_of(const Event& touch) const {
        const std::string contact = text_field(touch, "contact");
        if (!contact.empty()) return now_called(contact);
        const auto found = links_.find(text_field(touch, "visitor"));
        if (found == links_.end()) return {};
        const Event* owner = found->second.front();
        for (const Event* link : found->second) {
            if (link->at <= touch.at) owner = link;
        }
        return now_called(text_field(*owner, "contact"));
    }

    [[nodiscard]] bool belongs(const DealRecord& record, const std::string& contact) const {
        if (record.deleted) return false;
        for (const std::string& id : record.contacts) {
            if (now_called(id) == contact) return true;
        }
        return false;
    }

    /// False when the two are one already.
    bool unite(const Event& merge) {
        const std::string from = now_called(text_field(merge, "from"));
        const std::string into = now_called(text_field(merge, "into"));
        if (from == into) return false;
        into_[from] = into;
        return true;
    }

    void read(const Event& event) {
        if (event.type == "contact") create(event);
        if (event.type == "change") change(event);
        if (event.type == "company") {
            people_[now_called(text_field(event, "contact"))].company =
                text_field(event, "company");
        }
        if (event.type == "merge" && !identity_now_) merge(event);
        if (event.type == "deal") deal(event);
        if (event.type == "rate") rates_.push_back(&event);
        if (event.type == "delete") end(now_called(text_field(event, "contact")), event, "deleted");
        if (event.type == "place") {
            placements_.emplace_back(&event, now_called(text_field(event, "contact")));
        }
    }

    void create(const Event& event) {
        Person& person = people_[now_called(text_field(event, "id"))];
        if (!person.created) person.created = event.at;
    }

    void end(const std::string& contact, const Event& event, const std::string& how) {
        Person& person = people_[contact];
        if (!person.ending) person.ending = {.at = event.at, .how = how};
    }

    void change(const Event& event) {
        const std::string record = text_field(event, "record");
        const std::string id = text_field(event, "id");
        if (record == "contact") set(people_[now_called(id)].properties, event);
        if (record == "company") set(companies_[id], event);
    }

    static void set(Properties& properties, const Event& event) {
        const json::value* const value = event.body.if_contains("value");
        if (value == nullptr) return;
        put(properties, text_field(event, "property"), *value, event);
    }

    static void put(Properties& properties,
                    const std::string& name,
                    const json::value& value,
                    const Event& event) {
        if (is_blank(value)) {
            properties.erase(name);
        } else {
            properties[name] = {.value = &value, .change = &event};
        }
    }

    void merge(const Event& event) {
        const std::string from = now_called(text_field(event, "from"));
        const std::string into = now_called(text_field(event, "into"));
        if (!unite(event)) return;
        people_[into].properties.insert(people_[from].properties.begin(),
                                        people_[from].properties.end());
        if (people_[into].company.empty()) people_[into].company = people_[from].company;
        end(from, event, "merged");
    }

    void deal(const Event& event) {
        DealRecord& record = deals_[text_field(event, "deal")];
        if (const json::value* contacts = event.body.if_contains("contacts")) {
            record.contacts.clear();
            for (const json::value& id : contacts->as_array()) {
                record.contacts.emplace_back(id.as_string());
            }
        }
        if (event.body.contains("status")) {
            record.deal.status = text_field(event, "status");
            record.deal.status_event = &event;
        }
        if (const json::value* changes = event.body.if_contains("set")) {
            for (const auto& [name, value] : changes->as_object()) {
                put(record.deal.properties, std::string(name), value, event);
            }
        }
        if (const json::value* deleted = event.body.if_contains("deleted")) {
            record.deleted = deleted->as_bool();
        }
    }

    std::vector<const Event*> events_;
    bool identity_now_;
    std::map<std::string, std::string> into_;
    std::map<std::string, std::vector<const Event*>> links_;
    std::map<std::string, Person> people_;
    std::map<std::string, Properties> companies_;
    std::map<std::string, DealRecord> deals_;
    std::vector<const Event*> rates_;
    std::vector<std::pair<const Event*, std::string>> placements_;
};

}  // namespace

World world_of(const std::string& contact,
               const std::vector<const Event*>& all,
               std::size_t visible,
               bool identity_now) {
    return Fold(all, visible, identity_now).about(contact);
}

}  // namespace oracle
