#include "http/sse.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/mutex.hpp"
#include "base/result.hpp"
#include "ledger/json_text.hpp"

namespace baton::http {

std::vector<std::string> Subscriber::take() {
    const Lock lock(mutex_);
    std::vector<std::string> topics(waiting_.begin(), waiting_.end());
    waiting_.clear();
    return topics;
}

void Subscriber::on_publish(std::function<void()> wake) {
    const Lock lock(mutex_);
    wake_ = std::move(wake);
}

void Subscriber::publish(std::span<const std::string> topics) {
    std::function<void()> wake;
    {
        const Lock lock(mutex_);
        const bool idle = waiting_.empty();
        waiting_.insert(topics.begin(), topics.end());
        if (waiting_.size() > topics_waiting_max || waiting_.contains("everything")) {
            waiting_ = {"everything"};
        }
        if (idle && !waiting_.empty()) {
            wake = wake_;
        }
    }
    if (wake) {
        wake();
    }
}

Result<std::shared_ptr<Subscriber>> EventHub::subscribe() {
    auto subscriber = std::make_shared<Subscriber>();
    const Lock lock(mutex_);
    std::erase_if(subscribers_, [](const auto& known) { return known.expired(); });
    if (subscribers_.size() >= subscribers_max) {
        return fail(Failure::busy, "Too many pages listen for changes; try again in a while.");
    }
    subscribers_.push_back(subscriber);
    return subscriber;
}

std::vector<std::shared_ptr<Subscriber>> EventHub::living() {
    std::vector<std::shared_ptr<Subscriber>> found;
    const Lock lock(mutex_);
    for (const auto& known : subscribers_) {
        if (auto subscriber = known.lock()) {
            found.push_back(std::move(subscriber));
        }
    }
    return found;
}

void EventHub::publish(std::span<const std::string> topics) {
    for (const auto& subscriber : living()) {
        subscriber->publish(topics);
    }
}

std::size_t EventHub::subscriber_count() {
    return living().size();
}

std::string render_change(const std::vector<std::string>& topics) {
    std::string text = "event: change\ndata: {\"topics\":";
    ledger::append_texts(text, topics);
    return text + "}\n\n";
}

std::string render_ping() {
    return "event: ping\ndata: {}\n\n";
}

}  // namespace baton::http
