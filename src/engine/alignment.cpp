#include "engine/alignment.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/sign_record.hpp"

namespace baton::engine {

namespace {

constexpr auto rest = std::chrono::seconds(5);
constexpr std::int64_t rest_for_work = 20;
constexpr std::int64_t good_micros_max = 60 * second_micros;
constexpr std::int64_t stale_micros = 60 * minute_micros;

}  // namespace

void Alignment::start() {
    thread_ = std::thread([this] { run(); });
}

void Alignment::stop() {
    {
        const Lock lock(stopping_);
        stops_ = true;
    }
    stopped_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

bool Alignment::is_latest(Instant now, std::uint64_t order) const {
    return reading_ && now < stale_from_ && (order == order_ || now < good_until_);
}

std::shared_ptr<const AlignmentReading> Alignment::current() {
    const Lock lock(mutex_);
    const Instant begins = workspace_.clock().now();
    const std::uint64_t order =
        workspace_.read([](const Workspace::View& view) { return view.timeline.last_order(); });
    if (is_latest(begins, order)) {
        return reading_;
    }
    auto latest = workspace_.read([&](const Workspace::View& view) {
        const Instant as_of = std::max(begins, view.timeline.latest_at());
        return std::pair(std::make_shared<const AlignmentReading>(read_alignment(view, as_of)),
                         view.timeline.last_order());
    });
    reading_ = std::move(latest.first);
    order_ = latest.second;
    const std::int64_t took = workspace_.clock().now().micros - begins.micros;
    // What is read in a moment is always the latest; under steady writing the rest is not.
    const std::int64_t good =
        took < second_micros / 10 ? 0 : std::min(good_micros_max, rest_for_work * took);
    good_until_ = plus(begins, good);
    stale_from_ = plus(begins, stale_micros);
    return reading_;
}

Done Alignment::keep() {
    const std::shared_ptr<const AlignmentReading> reading = current();
    const bool news = workspace_.read(
        [&](const Workspace::View& view) { return differs(view.timeline, reading->states); });
    if (!news) {
        return {};
    }
    TRY(workspace_.run([reading](Desk& desk) { return record_signs(desk, reading->states); },
                       Urgency::bulk));
    return {};
}

void Alignment::run() {
    while (rest_a_while()) {
        // A workspace that fails to commit ends the program by itself.
        static_cast<void>(keep());
    }
}

bool Alignment::rest_a_while() {
    const Lock lock(stopping_);
    if (!stops_) {
        stopped_.wait_for(stopping_, rest);
    }
    return !stops_;
}

}  // namespace baton::engine
