#include "http/properties_api.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/formula_properties.hpp"
#include "engine/property_definitions.hpp"
#include "engine/property_list.hpp"
#include "http/json_body.hpp"

namespace baton::http {

namespace {

enum class RecordSort : std::uint8_t { contact, company, deal };
BOOST_DESCRIBE_ENUM(RecordSort, contact, company, deal)

struct OptionWish {
    std::string label = {};
    std::optional<std::string> value = {};  // what records keep; the label when it is not given
    std::optional<bool> archived = {};
};

BOOST_DESCRIBE_STRUCT(OptionWish, (), (label, value, archived))

struct NewProperty {
    RecordSort record = RecordSort::contact;
    std::string name = {};
    std::string label = {};
    engine::PropertyType type = engine::PropertyType::text;
    std::optional<std::string> description = {};
    std::optional<std::vector<OptionWish>> options = {};
    std::optional<std::string> formula = {};
};

BOOST_DESCRIBE_STRUCT(NewProperty, (), (record, name, label, type, description, options, formula))

// Options are told whole: one that is not among them any more is archived.
struct PropertyChange {
    std::optional<std::string> label = {};
    std::optional<std::string> description = {};
    std::optional<engine::PropertyType> type = {};
    std::optional<std::vector<OptionWish>> options = {};
    std::optional<std::string> formula = {};
    std::optional<bool> archived = {};
};

BOOST_DESCRIBE_STRUCT(PropertyChange, (), (label, description, type, options, formula, archived))

struct FormulaCheck {
    RecordSort record = RecordSort::contact;
    std::string formula = {};
    std::optional<std::string> name = {};  // of the property that it will be
};

BOOST_DESCRIBE_STRUCT(FormulaCheck, (), (record, formula, name))

// Either the type of what it comes to, or what is wrong with it, line and column first.
struct FormulaVerdict {
    std::optional<std::string> type = {};
    std::optional<std::string> mistake = {};
};

BOOST_DESCRIBE_STRUCT(FormulaVerdict, (), (type, mistake))

std::string record_of(RecordSort sort) {
    return boost::describe::enum_to_string(sort, "");
}

Result<std::string> record_in(const Request& request) {
    const std::string record = request.parameter("record");
    if (record != "contact" && record != "company" && record != "deal") {
        return fail(Failure::not_found, "Properties are those of contact, company or deal.");
    }
    return record;
}

std::optional<std::vector<engine::PropertyOption>> options_of(
    const std::optional<std::vector<OptionWish>>& wishes) {
    if (!wishes) {
        return std::nullopt;
    }
    std::vector<engine::PropertyOption> options;
    for (const OptionWish& wish : *wishes) {
        options.push_back({.value = wish.value.value_or(wish.label),
                           .label = wish.label,
                           .archived = wish.archived.value_or(false)});
    }
    return options;
}

// Problems stand at pointers into the body.
template <typename T>
Result<T> at_pointers(Result<T> result) {
    if (!result) {
        for (Problem& problem : result.error().problems) {
            problem.where.insert(0, "/");
        }
    }
    return result;
}

Result<Response> list(Application& application, const Request& request) {
    return application.workspace().read([&](const engine::Workspace::View& view) {
        Page<engine::PropertyRow> page;
        page.rows = engine::property_rows(view.timeline, text_of(request, "record"));
        page.total = static_cast<std::int64_t>(page.rows.size());
        return Result<Response>(json_response(page));
    });
}

Result<Response> create(Application& application, const Request& request) {
    const auto body = TRY(parse_body<NewProperty>(request.body));
    const engine::PropertyWish wish{.record = record_of(body.record),
                                    .name = body.name,
                                    .label = body.label,
                                    .description = body.description,
                                    .type = body.type,
                                    .options = options_of(body.options),
                                    .formula = body.formula};
    const auto command = [wish, because = because_of(request)](engine::Desk& desk) {
        return at_pointers(engine::define_property(desk, wish, because));
    };
    return application.written(request, application.workspace().run(command), 201);
}

Result<engine::Receipt> carry_out(engine::Desk& desk,
                                  const engine::PropertyWish& wish,
                                  std::optional<bool> archived,
                                  const engine::Because& because) {
    engine::Receipt receipt;
    if (archived && !*archived) {
        receipt = TRY(engine::bring_back_property(desk, wish.record, wish.name, because));
    }
    if (archived && *archived) {
        return engine::archive_property(desk, wish.record, wish.name, because);
    }
    if (!archived) {
        receipt = TRY(at_pointers(engine::change_property(desk, wish, because)));
    }
    return receipt;
}

Result<Response> change(Application& application, const Request& request) {
    const auto body = TRY(parse_body<PropertyChange>(request.body));
    const engine::PropertyWish wish{.record = TRY(record_in(request)),
                                    .name = request.parameter("name"),
                                    .label = body.label,
                                    .description = body.description,
                                    .type = body.type,
                                    .options = options_of(body.options),
                                    .formula = body.formula};
    const bool more = body.label || body.description || body.type || body.options || body.formula;
    if (body.archived && more) {
        return fail(Failure::invalid,
                    "Archiving and bringing back stand alone.",
                    {{"/archived", "is sent without the rest"}});
    }
    const auto command =
        [wish, archived = body.archived, because = because_of(request)](engine::Desk& desk) {
            return carry_out(desk, wish, archived, because);
        };
    return application.written(request, application.workspace().run(command));
}

Result<Response> check(Application& application, const Request& request) {
    const auto body = TRY(parse_body<FormulaCheck>(request.body));
    return application.workspace().read([&](const engine::Workspace::View& view) {
        const auto type = engine::check_formula(
            view.timeline, record_of(body.record), body.name.value_or(""), body.formula);
        FormulaVerdict verdict;
        if (type) {
            verdict.type = std::string(name(*type));
        } else {
            const auto& error = type.error();
            verdict.mistake =
                error.problems.empty() ? error.message : error.problems.front().message;
        }
        return Result<Response>(json_response(verdict));
    });
}

}  // namespace

std::vector<Route> properties_api(Application& application) {
    const auto with = [&application](auto handler) {
        return Answer([&application, handler](const Request& request) {
            return handler(application, request);
        });
    };
    const Access reads = signed_in("contacts:read");
    const Access writes = only({Role::lead, Role::admin}, "contacts:write");
    return {
        {.method = Method::get,
         .pattern = "/api/v1/properties",
         .handler = with(list),
         .access = reads,
         .summary = "Properties of contacts, companies and deals",
         .query = {"record"},
         .response = schema_of<Page<engine::PropertyRow>>},
        {.method = Method::post,
         .pattern = "/api/v1/properties",
         .handler = with(create),
         .access = writes,
         .summary = "Define a property",
         .success = 201,
         .request = schema_of<NewProperty>,
         .response = schema_of<Written>},
        {.method = Method::post,
         .pattern = "/api/v1/properties/check",
         .handler = with(check),
         .access = reads,
         .summary = "What a formula comes to, or what is wrong with it",
         .request = schema_of<FormulaCheck>,
         .response = schema_of<FormulaVerdict>},
        {.method = Method::patch,
         .pattern = "/api/v1/properties/{record}/{name}",
         .handler = with(change),
         .access = writes,
         .summary = "Rename, describe or change a property, archive it or bring it back",
         .request = schema_of<PropertyChange>,
         .response = schema_of<Written>},
    };
}

}  // namespace baton::http
