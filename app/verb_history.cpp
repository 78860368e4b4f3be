#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstddef>
#include <fmt/core.h>
#include <ostream>
#include <string>

#include "app/moment.hpp"
#include "app/opening.hpp"
#include "app/verbs.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "engine/history_reading.hpp"
#include "engine/journeys_text.hpp"
#include "engine/replay.hpp"
#include "engine/snapshot.hpp"
#include "engine/workspace.hpp"
#include "lifecycle/explain.hpp"
#include "lifecycle/journeys.hpp"
#include "store/database.hpp"

namespace baton::app {

namespace {

Result<lifecycle::Explanation> explanation_of(const ExplainOptions& options, std::string& stage) {
    const auto workspace = TRY(open_to_read(options.common));
    const Instant at = options.at.empty() ? workspace->clock().now() : TRY(read_moment(options.at));
    return workspace->read(
        [&](const engine::Workspace::View& view) -> Result<lifecycle::Explanation> {
            const ContactId contact = engine::find_contact(view, options.contact);
            if (!contact) {
                return fail(Failure::not_found,
                            fmt::format("there is no contact {}", options.contact));
            }
            if (view.directory.is_erased(contact)) {
                return fail(Failure::refused, "that contact was erased: nobody knows why any more");
            }
            if (stage.empty()) {
                stage = engine::stage_to_explain(view, contact, at);
            }
            lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
            return lifecycle::explain(evaluator, view.live.chain(), contact, stage, at);
        });
}

void print_tree(const lifecycle::Explanation& node, int depth, Streams& streams) {
    streams.out << std::string(static_cast<std::size_t>(depth) * 2, ' ')
                << (node.held ? "yes  " : "no   ") << node.text;
    if (node.value || node.need) {
        streams.out << "  (found " << node.value.value_or("not known") << ")";
    }
    streams.out << '\n';
    for (const lifecycle::Explanation& each : node.of) {
        print_tree(each, depth + 1, streams);
    }
}

// It proves nothing and breaks nothing: a start without it takes longer.
std::string snapshot_text(store::Database& database) {
    const auto snapshot = engine::judge_snapshot(database);
    if (!snapshot) {
        return "of no use, " + snapshot.error().message;
    }
    if (!snapshot->problem.empty()) {
        return "of no use, " + snapshot->problem;
    }
    return snapshot->rows == 0 ? "none" : fmt::format("of {} events", snapshot->rows);
}

std::string verification_text(const engine::Verification& verified, store::Database& database) {
    return fmt::format("{} touches, {} changes, head {}\nstate {}\nsnapshot {}\n",
                       verified.touches,
                       verified.changes,
                       verified.head,
                       verified.live_hash,
                       snapshot_text(database));
}

}  // namespace

int explain(const ExplainOptions& options, Streams& streams) {
    std::string stage = options.stage;
    const auto explanation = explanation_of(options, stage);
    if (!explanation) {
        return report(explanation.error(), streams);
    }
    if (options.common.json) {
        streams.out << engine::explanation_text(*explanation) << '\n';
        return 0;
    }
    streams.out << options.contact << (explanation->held ? " meets " : " does not meet ") << stage
                << ":\n";
    print_tree(*explanation, 0, streams);
    return 0;
}

int verify(const Common& options, Streams& streams) {
    const auto workspace = open_to_replay(options);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const auto verified = engine::verify(**workspace);
    if (!verified) {
        return report(verified.error(), streams);
    }
    if (options.json) {
        streams.out << boost::json::serialize(
                           boost::json::object{{"ok", verified->ok},
                                               {"touches", verified->touches},
                                               {"changes", verified->changes},
                                               {"head", verified->head},
                                               {"live_hash", verified->live_hash},
                                               {"replayed_hash", verified->replayed_hash}})
                    << '\n';
    } else {
        streams.out << verification_text(*verified, (*workspace)->database());
    }
    if (!verified->ok) {
        streams.err << "baton: " << verified->problem << '\n';
    }
    return verified->ok ? 0 : 1;
}

int replay(const ReplayOptions& options, Streams& streams) {
    const auto workspace = open_to_replay(options.common, options.threads);
    if (!workspace) {
        return report(workspace.error(), streams);
    }
    const std::string hash = (*workspace)->replayed_hash();
    if (options.common.json) {
        streams.out << boost::json::serialize(boost::json::object{{"replayed_hash", hash}}) << '\n';
    } else {
        streams.out << hash << '\n';
    }
    return 0;
}

}  // namespace baton::app
