#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace baton {

// What kind of failure it is decides the HTTP status and the exit code; the message is for people.
enum class Failure : std::uint8_t {
    invalid,    // the input is wrong: 400 / 422
    refused,    // understood, but not allowed in this state: 409
    forbidden,  // this actor may not: 403
    not_found,  // 404
    conflict,   // somebody else changed it first: 409
    too_large,  // 413
    busy,       // try again later: 429 / 503
    broken,     // the machine failed us (disk, database): 500, and stop acknowledging
};

// One thing that is wrong with an input. `where` is a JSON pointer, a column name, or
// file:line:column.
struct Problem {
    std::string where;
    std::string message;

    bool operator==(const Problem&) const = default;
};

// A failure says what happened, where, and what to do. Errors are values; only broken programs
// throw.
struct Error {
    Failure failure = Failure::invalid;
    std::string message;
    std::vector<Problem> problems = {};

    bool operator==(const Error&) const = default;
};

template <typename T>
using Result = std::expected<T, Error>;

using Done = Result<void>;

inline std::unexpected<Error> fail(Failure failure,
                                   std::string message,
                                   std::vector<Problem> problems = {}) {
    return std::unexpected(
        Error{.failure = failure, .message = std::move(message), .problems = std::move(problems)});
}

namespace detail {
template <typename T>
T take(Result<T>& result) {
    return *std::move(result);
}

inline void take(Done& /*result*/) {}
}  // namespace detail

}  // namespace baton

// The value of a Result, or return its error from the enclosing function.
#define TRY(expression)                                            \
    __extension__({                                                \
        auto try_result = (expression);                            \
        if (!try_result) {                                         \
            return std::unexpected(std::move(try_result).error()); \
        }                                                          \
        ::baton::detail::take(try_result);                         \
    })
