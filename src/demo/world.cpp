#include "demo/world.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/calendar.hpp"
#include "base/result.hpp"
#include "demo/agreements.hpp"
#include "demo/catalogue.hpp"
#include "demo/population.hpp"
#include "demo/rendering.hpp"
#include "demo/sales.hpp"
#include "demo/setting.hpp"
#include "demo/traffic.hpp"
#include "ledger/event.hpp"

namespace baton::demo {

namespace {

// Facts and touches in one order of time; at one instant the facts come first, each as it was
// written.
Done tell(Setting& setting, const Sink& sink) {
    std::ranges::stable_sort(setting.facts, {}, &ledger::Draft::at);
    std::ranges::stable_sort(setting.touches, {}, &PlannedTouch::at);
    auto fact = setting.facts.begin();
    for (std::size_t number = 0; number < setting.touches.size(); ++number) {
        const PlannedTouch& touch = setting.touches[number];
        for (; fact != setting.facts.end() && fact->at <= touch.at; ++fact) {
            TRY(sink(std::move(*fact)));
        }
        TRY(sink(rendered(setting, touch, number + 1)));
    }
    for (; fact != setting.facts.end(); ++fact) {
        TRY(sink(std::move(*fact)));
    }
    return {};
}

}  // namespace

Done generate(const World& world, const Sink& sink) {
    Setting setting(world, TRY(TimeZone::find(time_zone_name)));
    record_catalogue(setting);
    record_agreements(setting);
    populate(setting);
    Sales(setting).play();
    add_traffic(setting);
    return tell(setting, sink);
}

}  // namespace baton::demo
