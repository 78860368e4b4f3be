#include "app/attribution_flags.hpp"

#include "app/flag_checks.hpp"
#include "engine/attribution_question.hpp"
#include "engine/funnel_question.hpp"

namespace baton::app {

void add_flags(CLI::App& sub, engine::AttributionWords& words) {
    sub.add_option("--model", words.model, "how credit is shared; linear without it")
        ->check(one_of(model_names()));
    sub.add_option("--by", words.by, "who is credited; channel without it")
        ->check(one_of({"channel", "campaign", "asset", "user"}));
    sub.add_option("--credit", words.credit, "deals won, or the pipeline: deals created")
        ->check(one_of({"won", "pipeline"}));
    sub.add_option("--from", words.from, "of when deals were won or created")->check(is_moment());
    sub.add_option("--to", words.to, "exclusive")->check(is_moment());
    sub.add_option("--as-of", words.as_of, "what had happened by then")->check(is_moment());
    sub.add_option("--lookback", words.lookback, "how old a touch may be: 90d without it")
        ->check(reads(engine::parse_lookback, "SPAN|all"));
    sub.add_option("--half-life", words.half_life, "time_decay: 7d without it")
        ->check(reads(engine::parse_span, "SPAN"));
    sub.add_option("--weights", words.weights, "custom: FIRST,MIDDLE,LAST")
        ->check(reads(engine::parse_weights, "F,M,L"));
    sub.add_option("--order", words.order, "markov: 1 to 3, 1 without it")
        ->check(reads(engine::parse_order, "ORDER"));
    sub.add_flag(
        "--converting-only", words.converting_only, "markov: leave out paths that led to nothing");
    sub.add_option("--seed", words.seed, "shapley, when it samples")
        ->check(reads(engine::parse_seed, "NUMBER"));
}

void add_flags(CLI::App& sub, engine::FunnelWords& words) {
    sub.add_option("steps", words.steps, "touches, as in any(…): page_view where path = \"/demo\"")
        ->required()
        ->expected(1, static_cast<int>(engine::funnel_steps_max));
    sub.add_option("--within", words.within, "for steps that do not say: 30d without it")
        ->check(reads(engine::parse_lookback, "SPAN|all"));
    sub.add_option("--window", words.window_from, "runs from the previous step, or the first")
        ->check(one_of({"previous", "first"}));
    sub.add_option("--by", words.by, "rows by what the first step came with")
        ->check(one_of({"channel", "campaign", "asset"}));
    sub.add_option("--from", words.from, "of when the first step was taken")->check(is_moment());
    sub.add_option("--to", words.to, "exclusive")->check(is_moment());
    sub.add_option("--as-of", words.as_of, "what had happened by then")->check(is_moment());
}

}  // namespace baton::app
