#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "attribution/journey_keys.hpp"
#include "attribution/journeys.hpp"
#include "attribution/path.hpp"
#include "base/in_parallel.hpp"
#include "ledger/timeline.hpp"
#include "ledger/timeline_records.hpp"

namespace baton::attribution {

namespace {

using ledger::Slot;

constexpr std::size_t endings_least = 256;  // that are worth another thread
constexpr std::size_t contacts_at_once = 4096;

// By key of one reader: the same key among all.
std::vector<Key> numbers_in(JourneyKeys& all, const std::vector<std::string>& keys) {
    std::vector<Key> numbers;
    for (const std::string& key : keys) {
        numbers.push_back(all.add(key));
    }
    return numbers;
}

void renumber(std::span<Key> keys, const std::vector<Key>& numbers) {
    for (Key& key : keys) {
        key = numbers[key];
    }
}

template <typename Item>
void append(std::vector<Item>& to, const std::vector<Item>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

void append(Paths& to, const Paths& more) {
    const auto before = static_cast<std::uint32_t>(to.key.size());
    append(to.key, more.key);
    append(to.at, more.at);
    append(to.milestones, more.milestones);
    for (std::size_t path = 1; path < more.begin.size(); ++path) {
        to.begin.push_back(before + more.begin[path]);
    }
}

// Reads with several threads, each of which has a reader.
class Reading {
public:
    Reading(const ledger::Timeline& timeline, const Look& look, unsigned threads)
        : timeline_(timeline), look_(look), keys_(timeline, look.by), threads_(threads) {}

    // Each thread reads a stretch, so that keys are numbered as if one had read all.
    void read(std::span<const Ending> endings) {
        const auto parts = std::clamp<std::size_t>(endings.size() / endings_least, 1, threads_);
        std::vector<JourneyReader> readers(parts, JourneyReader(timeline_, look_, keys_));
        in_parallel(parts, threads_, [&](unsigned, std::size_t part) {
            const auto from = endings.size() * part / parts;
            const auto to = endings.size() * (part + 1) / parts;
            read(readers[part], endings.subspan(from, to - from));
        });
        keys_ = readers.front().keys();
        journeys_ = std::move(readers.front()).take();
        for (std::size_t part = 1; part < parts; ++part) {
            Journeys more = std::move(readers[part]).take();
            renumber(more.converting.key, numbers_in(keys_, more.keys));
            append(journeys_.converting, more.converting);
            append(journeys_.touches, more.touches);
        }
    }

    void read(const OtherEndings& others) {
        const std::size_t contacts = others.of_contact ? timeline_.contacts().size() : 0;
        std::vector<Part> parts((contacts + contacts_at_once - 1) / contacts_at_once + 1);
        std::vector<JourneyReader> readers(threads_, JourneyReader(timeline_, look_, keys_));
        in_parallel(parts.size(), threads_, [&](unsigned thread, std::size_t part) {
            JourneyReader& reader = readers[thread];
            const auto from = part * contacts_at_once;
            if (from >= contacts) {
                std::ranges::for_each(others.endings,
                                      [&](const Ending& each) { reader.add_other(each); });
            } else {
                const auto to = std::min(from + contacts_at_once, contacts);
                read(reader, others.of_contact, static_cast<Slot>(from), static_cast<Slot>(to));
            }
            parts[part] = {.thread = thread, .paths = reader.take_others()};
        });
        const auto numbers = put_together(readers);
        for (Part& part : parts) {
            if (!numbers[part.thread].empty()) {
                renumber(part.paths.key, numbers[part.thread]);
            }
            journeys_.others.push_back(std::move(part.paths));
        }
    }

    [[nodiscard]] Journeys take() && {
        journeys_.keys.clear();
        for (Key key = 0; key < keys_.size(); ++key) {
            journeys_.keys.push_back(keys_[key]);
        }
        return std::move(journeys_);
    }

private:
    struct Part {
        unsigned thread = 0;
        KeyPaths paths = {};
    };

    // Contacts lie all over the memory: the next are asked for while one is read.
    template <typename SlotOf>
    static void expect(const JourneyReader& reader,
                       std::size_t place,
                       std::size_t count,
                       SlotOf slot_of) {
        using Distance = JourneyReader::Distance;
        constexpr std::array distances{std::pair(std::size_t{24}, Distance::far),
                                       std::pair(std::size_t{16}, Distance::near),
                                       std::pair(std::size_t{8}, Distance::next)};
        for (const auto& [ahead, distance] : distances) {
            const Slot slot = place + ahead < count ? slot_of(place + ahead) : ledger::no_slot;
            if (slot != ledger::no_slot) {
                reader.expect(slot, distance);
            }
        }
    }

    static void read(JourneyReader& reader, std::span<const Ending> endings) {
        const auto first_contact = [&](std::size_t place) {
            const auto& contacts = endings[place].contacts;
            return contacts.empty() ? ledger::no_slot : contacts.front();
        };
        for (std::size_t place = 0; place < endings.size(); ++place) {
            expect(reader, place, endings.size(), first_contact);
            reader.add_converting(endings[place]);
        }
    }

    static void read(JourneyReader& reader, const EndOfOther& end_of, Slot from, Slot to) {
        const auto slot_of = [](std::size_t slot) { return static_cast<Slot>(slot); };
        for (Slot slot = from; slot < to; ++slot) {
            expect(reader, slot, to, slot_of);
            if (const auto end = end_of(reader, slot)) {
                reader.add_other(slot, *end);
            }
        }
    }

    // The numbers of each reader's keys among all; empty when they have the same already. Which
    // thread met a new key first is chance: they come by text.
    std::vector<std::vector<Key>> put_together(const std::vector<JourneyReader>& readers) {
        const Key known = static_cast<Key>(keys_.size());
        std::set<std::string> news;
        for (const JourneyReader& reader : readers) {
            for (Key key = known; key < reader.keys().size(); ++key) {
                news.insert(reader.keys()[key]);
            }
        }
        for (const std::string& text : news) {
            keys_.add(text);
        }
        std::vector<std::vector<Key>> numbers(readers.size());
        for (std::size_t reader = 0; reader < readers.size() && !news.empty(); ++reader) {
            for (Key key = 0; key < readers[reader].keys().size(); ++key) {
                numbers[reader].push_back(keys_.add(readers[reader].keys()[key]));
            }
        }
        return numbers;
    }

    const ledger::Timeline& timeline_;
    Look look_;
    JourneyKeys keys_;
    unsigned threads_;
    Journeys journeys_;
};

}  // namespace

Journeys read_journeys(const ledger::Timeline& timeline,
                       const Look& look,
                       std::span<const Ending> converting,
                       const OtherEndings& others,
                       unsigned threads) {
    Reading reading(timeline, look, std::max(threads, 1U));
    reading.read(converting);
    if (others.of_contact || !others.endings.empty()) {
        reading.read(others);
    }
    return std::move(reading).take();
}

}  // namespace baton::attribution
