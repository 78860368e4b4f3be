#include "http/agreement_api.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "agreement/check.hpp"
#include "agreement/diff.hpp"
#include "engine/agreement_commands.hpp"
#include "engine/agreement_readable.hpp"
#include "engine/agreement_trial.hpp"
#include "engine/agreement_views.hpp"
#include "engine/people.hpp"
#include "http/joined_objects.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

using engine::Workspace;

struct TextWish {
    std::string text = {};
};

BOOST_DESCRIBE_STRUCT(TextWish, (), (text))

enum class SigningTeam : std::uint8_t { marketing, sales };

BOOST_DESCRIBE_ENUM(SigningTeam, marketing, sales)

struct SignWish {
    SigningTeam for_ = SigningTeam::marketing;
    std::string password = {};
};

BOOST_DESCRIBE_STRUCT(SignWish, (), (for_, password))

struct VersionBody {
    std::string version = {};
};

BOOST_DESCRIBE_STRUCT(VersionBody, (), (version))

// What a version's page shows besides its row.
struct AgreementParts {
    std::string text = {};
    engine::Readable readable = {};
    std::vector<engine::AgreementStage> stages = {};
};

BOOST_DESCRIBE_STRUCT(AgreementParts, (), (text, readable, stages))

struct DiagnosticRow {
    std::string severity = {};
    int line = 0;
    int column = 0;
    std::string message = {};
    std::optional<std::string> hint = {};
};

BOOST_DESCRIBE_STRUCT(DiagnosticRow, (), (severity, line, column, message, hint))

struct AgreementCheck {
    bool ok = false;
    std::vector<DiagnosticRow> diagnostics = {};
    std::vector<engine::ExampleResult> examples = {};
    std::optional<engine::Readable> readable = {};
};

BOOST_DESCRIBE_STRUCT(AgreementCheck, (), (ok, diagnostics, examples, readable))

struct ChangeRow {
    std::string path = {};
    std::string kind = {};
    std::optional<std::string> before = {};
    std::optional<std::string> after = {};
};

BOOST_DESCRIBE_STRUCT(ChangeRow, (), (path, kind, before, after))

struct AgreementCompare {
    std::vector<ChangeRow> changes = {};
    TextWish a = {};
    TextWish b = {};
};

BOOST_DESCRIBE_STRUCT(AgreementCompare, (), (changes, a, b))

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

Result<Response> list(Application& application, const Request& request) {
    return json_response(Page<engine::AgreementView>{
        .rows = application.workspace().read([&](const Workspace::View& view) {
            return engine::list_agreements(view, request.received);
        })});
}

Result<Response> show(Application& application, const Request& request) {
    return application.workspace().read([&](const Workspace::View& view) -> Result<Response> {
        const auto version =
            TRY(engine::get_agreement(view, request.parameter("version"), request.received));
        AgreementParts parts{.text = version.text, .readable = {}, .stages = {}};
        if (const auto agreement = engine::read_agreement_text(view, version.text)) {
            parts.readable = engine::readable(*agreement);
            parts.stages = engine::agreement_stages(view, *agreement, request.received);
        }
        const auto row = engine::agreement_view(view, version, request.received);
        return json_text(joined_objects(render_json(row), render_json(parts)));
    });
}

Result<Response> check(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<TextWish>(request.body));
    return application.workspace().read([&](const Workspace::View& view) -> Result<Response> {
        auto checked = agreement::check(wish.text, engine::schema_of(view.timeline));
        AgreementCheck answer{.ok = checked.agreement.has_value()};
        for (const agreement::Diagnostic& each : checked.diagnostics) {
            const bool is_error = each.severity == agreement::Diagnostic::Severity::error;
            answer.diagnostics.push_back({.severity = is_error ? "error" : "warning",
                                          .line = each.place.line,
                                          .column = each.place.column,
                                          .message = each.message,
                                          .hint = if_any(each.hint)});
        }
        if (checked.agreement) {
            const auto shared =
                std::make_shared<const agreement::Agreement>(*std::move(checked.agreement));
            answer.examples = engine::try_examples(view, shared, request.received);
            answer.readable = engine::readable(*shared);
        }
        return json_response(answer);
    });
}

Result<Response> save(Application& application, const Request& request, const std::string& key) {
    const auto wish = TRY(parse_body<TextWish>(request.body));
    const auto receipt = TRY(application.workspace().run(
        [key, text = wish.text, because = because_of(request)](engine::Desk& desk) {
            return engine::save_draft(desk, key, text, because);
        }));
    return json_response(VersionBody{.version = receipt.id}, key.empty() ? 201 : 200);
}

Result<Response> create(Application& application, const Request& request) {
    return save(application, request, "");
}

Result<Response> change(Application& application, const Request& request) {
    return save(application, request, request.parameter("version"));
}

Result<Response> discard(Application& application, const Request& request) {
    const auto command = [key = request.parameter("version"),
                          because = because_of(request)](engine::Desk& desk) {
        return engine::discard_draft(desk, key, because);
    };
    return application.written(request, application.workspace().run(command));
}

std::string kind_word(agreement::Change::Kind kind) {
    switch (kind) {
        case agreement::Change::Kind::added: return "added";
        case agreement::Change::Kind::removed: return "removed";
        case agreement::Change::Kind::changed: return "changed";
    }
    return "changed";
}

Result<std::shared_ptr<const agreement::Agreement>> readable_text(
    const Workspace::View& view, const engine::AgreementVersion& version) {
    auto agreement = engine::read_agreement_text(view, version.text);
    if (!agreement) {
        return fail(Failure::refused, "Version " + version.key + " has errors; check its text.");
    }
    return agreement;
}

Result<Response> compare(Application& application, const Request& request) {
    return application.workspace().read([&](const Workspace::View& view) -> Result<Response> {
        const Instant now = request.received;
        const auto before = TRY(engine::get_agreement(view, text_of(request, "a"), now));
        const auto after = TRY(engine::get_agreement(view, text_of(request, "b"), now));
        const auto old_one = TRY(readable_text(view, before));
        const auto new_one = TRY(readable_text(view, after));
        AgreementCompare answer{.changes = {}, .a = {before.text}, .b = {after.text}};
        for (const agreement::Change& each :
             agreement::difference(*old_one, *new_one, before.text, after.text).changes) {
            answer.changes.push_back({.path = each.path,
                                      .kind = kind_word(each.kind),
                                      .before = if_any(each.before),
                                      .after = if_any(each.after)});
        }
        return json_response(answer);
    });
}

Result<Response> effect(Application& application, const Request& request) {
    using Text = Result<std::shared_ptr<const agreement::Agreement>>;
    const auto look = [&](const Workspace::View& view) -> Text {
        const auto version =
            TRY(engine::get_agreement(view, request.parameter("version"), request.received));
        return readable_text(view, version);
    };
    const auto text = application.workspace().read(look);
    if (!text) {
        return std::unexpected(text.error());
    }
    return json_response(engine::try_effect(application.workspace(), *text, application.now()));
}

Result<Response> row_of(Application& application, const std::string& key) {
    return application.workspace().read([&](const Workspace::View& view) -> Result<Response> {
        const Instant now = application.now();
        const auto version = TRY(engine::get_agreement(view, key, now));
        return json_response(engine::agreement_view(view, version, now));
    });
}

// Whoever is signed in is asked for nothing but their password, and told so.
Done check_password(Application& application, const Request& request, const std::string& password) {
    const auto user = application.sign_in().check_password(
        request.principal.name, password, request.remote, request.received);
    if (!user && user.error().failure == Failure::forbidden) {
        return fail(Failure::forbidden, "The password is wrong.");
    }
    return user ? Done() : Done(std::unexpected(user.error()));
}

// A signature is a person's, so it takes their password, not only their session.
Result<Response> sign(Application& application, const Request& request) {
    const auto wish = TRY(parse_body<SignWish>(request.body));
    TRY(check_password(application, request, wish.password));
    const engine::Signing signing{.key = request.parameter("version"),
                                  .team = wish.for_ == SigningTeam::sales ? "sales" : "marketing"};
    const auto receipt = TRY(
        application.workspace().run([signing, because = because_of(request)](engine::Desk& desk) {
            return engine::sign_version(desk, signing, because);
        }));
    return row_of(application, receipt.id);
}

Result<Response> withdraw(Application& application, const Request& request) {
    const std::string key = request.parameter("version");
    const auto version = TRY(application.workspace().read([&](const Workspace::View& view) {
        return engine::get_agreement(view, key, request.received);
    }));
    const auto mine =
        std::ranges::find(version.signatures, request.principal.name, &engine::Signature::by);
    if (mine == version.signatures.end()) {
        return fail(Failure::refused, "You have not signed this version.");
    }
    TRY(application.workspace().run([signing = engine::Signing{.key = key, .team = mine->team},
                                     because = because_of(request)](engine::Desk& desk) {
        return engine::withdraw_signature(desk, signing, because);
    }));
    return row_of(application, key);
}

using Use = Result<Response> (*)(Application&, const Request&);

Answer with(Application& application, Use use) {
    return [&application, use](const Request& request) { return use(application, request); };
}

std::vector<Route> reading_routes(Application& application) {
    const Access reading = signed_in("agreement:read");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/agreements",
         .handler = with(application, list),
         .access = reading,
         .summary = "All versions and drafts, newest first",
         .response = schema_of<Page<engine::AgreementView>>},
        {.method = Method::get,
         .pattern = "/api/v1/agreements/compare",
         .handler = with(application, compare),
         .access = reading,
         .summary = "What one version says differently from another",
         .query = {"a", "b"},
         .response = schema_of<AgreementCompare>},
        {.method = Method::post,
         .pattern = "/api/v1/agreements/check",
         .handler = with(application, check),
         .access = reading,
         .summary = "Check a text without keeping it",
         .request = schema_of<TextWish>,
         .response = schema_of<AgreementCheck>},
        {.method = Method::get,
         .pattern = "/api/v1/agreements/{version}",
         .handler = with(application, show),
         .access = reading,
         .summary = "One version, or the one in-force: its text, readable, with its stages",
         .response = joined_schema<engine::AgreementView, AgreementParts>},
        {.method = Method::get,
         .pattern = "/api/v1/agreements/{version}/effect",
         .handler = with(application, effect),
         .access = reading,
         .summary = "Who would enter which stage at once",
         .response = schema_of<engine::AgreementEffect>},
    };
}

std::vector<Route> writing_routes(Application& application) {
    const Access writing = signed_in("agreement:write");
    return {
        {.method = Method::post,
         .pattern = "/api/v1/agreements",
         .handler = with(application, create),
         .access = writing,
         .summary = "Begin a draft",
         .success = 201,
         .request = schema_of<TextWish>,
         .response = schema_of<VersionBody>},
        {.method = Method::put,
         .pattern = "/api/v1/agreements/{version}",
         .handler = with(application, change),
         .access = writing,
         .summary = "Change a draft that nobody has signed",
         .request = schema_of<TextWish>,
         .response = schema_of<VersionBody>},
        {.method = Method::remove,
         .pattern = "/api/v1/agreements/{version}",
         .handler = with(application, discard),
         .access = writing,
         .summary = "Discard a draft",
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/agreements/{version}/sign",
         .handler = with(application, sign),
         .access = signed_in(),
         .summary = "Sign for one's team, with one's password",
         .request = schema_of<SignWish>,
         .response = schema_of<engine::AgreementView>},
        {.method = Method::remove,
         .pattern = "/api/v1/agreements/{version}/sign",
         .handler = with(application, withdraw),
         .access = signed_in(),
         .summary = "Take one's signature back before the version is in force",
         .response = schema_of<engine::AgreementView>},
    };
}

}  // namespace

std::vector<Route> agreement_api(Application& application) {
    std::vector<Route> routes = reading_routes(application);
    std::ranges::move(writing_routes(application), std::back_inserter(routes));
    return routes;
}

}  // namespace baton::http
