#include "demo/traffic.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "demo/catalogue.hpp"
#include "demo/dice.hpp"
#include "demo/setting.hpp"

namespace baton::demo {

namespace {

constexpr int pageviews_in_a_visit_max = 5;

std::int8_t drawn_path(Dice& dice) {
    return static_cast<std::int8_t>(dice.below(static_cast<std::int64_t>(quiet_paths().size())));
}

std::int8_t drawn_asset(Dice& dice) {
    return static_cast<std::int8_t>(dice.below(static_cast<std::int64_t>(assets().size())));
}

int points_of(Kind kind) {
    switch (kind) {
        case Kind::webinar_attended: return 30;
        case Kind::content_downloaded: return 20;
        case Kind::email_link_clicked: return 5;
        case Kind::page_view:
        case Kind::ad_clicked:
        case Kind::form_submitted:
        case Kind::demo_requested:
        case Kind::email_delivered:
        case Kind::email_opened:
        case Kind::webinar_registered:
        case Kind::content_viewed:
        case Kind::content_shared:
        case Kind::call_logged:
        case Kind::email_logged:
        case Kind::meeting_held: return 0;
    }
    return 0;
}

Kind drawn_kind(Dice& dice) {
    constexpr std::array kinds{Kind::email_delivered,
                               Kind::email_delivered,
                               Kind::email_opened,
                               Kind::email_link_clicked,
                               Kind::content_viewed,
                               Kind::content_downloaded,
                               Kind::webinar_registered,
                               Kind::webinar_attended};
    return dice.percent(62) ? Kind::page_view : kinds.at(static_cast<std::size_t>(dice.below(8)));
}

bool by_mail(Kind kind) {
    return kind == Kind::email_delivered || kind == Kind::email_opened ||
           kind == Kind::email_link_clicked;
}

// Interest fades: most of what people do, they do soon after the first touch.
Instant drawn_visit(const Setting& setting, Dice& dice, Instant first) {
    const std::int64_t span = (setting.world.end.micros - first.micros) / second_micros;
    const std::int64_t farthest = dice.below(span + 1);
    const std::int64_t seconds = dice.below(farthest + 1);
    const TimeZone& zone = setting.working.zone();
    const Date day = zone.day_of(plus(first, seconds * second_micros));
    const int minute = static_cast<int>(std::max(dice.between(360, 1'320), dice.between(360, 900)));
    const Instant at = plus(zone.at_wall_clock(day, minute), dice.below(minute_micros));
    return at < first ? plus(first, seconds * second_micros) : at;
}

class Traffic {
public:
    explicit Traffic(Setting& setting) : setting_(&setting), dice_(setting.dice(3)) {}

    void run() {
        const auto wanted = static_cast<std::size_t>(setting_->world.touches);
        while (setting_->touches.size() < wanted) {
            const auto room = static_cast<std::int64_t>(wanted - setting_->touches.size());
            if (dice_.percent(23)) {
                wander(room);
            } else {
                const auto people = static_cast<std::int64_t>(setting_->people.size());
                visit(static_cast<int>(dice_.below(people)), room);
            }
        }
    }

private:
    // Somebody looks around and stays unknown.
    void wander(std::int64_t room) {
        const Instant first = drawn_visit(*setting_, dice_, setting_->begin);
        PlannedTouch touch{.at = first,
                           .subject = setting_->world.ids.next_visitor().value,
                           .lone_visitor = true,
                           .channel = static_cast<std::int8_t>(dice_.below(4))};
        touch.campaign = static_cast<std::int8_t>(
            find_campaign(static_cast<Channel>(touch.channel), setting_->month_of(first)));
        const std::int64_t views = std::min(room, dice_.between(1, 4));
        for (std::int64_t view = 0; view < views; ++view) {
            touch.path =
                dice_.percent(6) ? static_cast<std::int8_t>(pricing_path) : drawn_path(dice_);
            setting_->touch(touch);
            touch.at = plus(touch.at, dice_.between(5, 200) * second_micros);
        }
    }

    void visit(int index, std::int64_t room) {
        const Person& person = setting_->people[static_cast<std::size_t>(index)];
        const Instant from = person.visitor ? person.first_at : person.known_at;
        PlannedTouch touch{.at = drawn_visit(*setting_, dice_, from),
                           .subject = index,
                           .channel = static_cast<std::int8_t>(person.channel)};
        const bool first_campaign = dice_.percent(50);
        touch.campaign = static_cast<std::int8_t>(first_campaign ? person.campaign : -1);
        touch.kind = touch.at < person.known_at ? Kind::page_view : drawn_kind(dice_);
        if (touch.kind == Kind::page_view) {
            browse(touch, room);
        } else {
            engage(touch);
        }
    }

    void browse(PlannedTouch touch, std::int64_t room) {
        const std::int64_t views = std::min(room, dice_.between(1, pageviews_in_a_visit_max));
        for (std::int64_t view = 0; view < views; ++view) {
            Person& person = setting_->people[static_cast<std::size_t>(touch.subject)];
            const bool looks = dice_.percent(9) && may_look_at_pricing(person, touch.at);
            touch.path = looks ? static_cast<std::int8_t>(pricing_path) : drawn_path(dice_);
            setting_->touch(touch);
            touch.at = plus(touch.at, dice_.between(5, 240) * second_micros);
        }
    }

    // One look is not intent; who has a part to play does not look before it is time.
    static bool may_look_at_pricing(Person& person, Instant at) {
        if (person.may_show_intent(at)) {
            return true;
        }
        const bool once = !person.plays_a_part && !person.looked_at_pricing;
        person.looked_at_pricing = person.looked_at_pricing || once;
        return once;
    }

    void engage(PlannedTouch touch) {
        Person& person = setting_->people[static_cast<std::size_t>(touch.subject)];
        if (by_mail(touch.kind)) {
            touch.channel = static_cast<std::int8_t>(Channel::email);
            touch.campaign = static_cast<std::int8_t>(find_campaign(Channel::email, 0));
            touch.scanner = touch.kind == Kind::email_link_clicked && dice_.percent(15);
        } else if (dice_.percent(4) && person.may_show_intent(touch.at)) {
            touch.kind = Kind::demo_requested;
        } else {
            touch.asset = drawn_asset(dice_);
        }
        if (!person.may_show_intent(touch.at) && !touch.scanner) {
            if (points_of(touch.kind) > person.points_left) {
                touch.kind = Kind::email_opened;
                touch.asset = -1;
                touch.channel = static_cast<std::int8_t>(Channel::email);
                touch.campaign = static_cast<std::int8_t>(find_campaign(Channel::email, 0));
            }
            person.points_left -= points_of(touch.kind);
        }
        setting_->touch(touch);
    }

    Setting* setting_;
    Dice dice_;
};

}  // namespace

void add_traffic(Setting& setting) {
    Traffic(setting).run();
}

}  // namespace baton::demo
