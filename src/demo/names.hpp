#pragma once

#include <span>
#include <string_view>

// Invented names. Nobody and no company is meant; domains end in .test or .example.
namespace baton::demo {

[[nodiscard]] std::span<const std::string_view> first_names();
[[nodiscard]] std::span<const std::string_view> last_names();
[[nodiscard]] std::span<const std::string_view> company_openings();
[[nodiscard]] std::span<const std::string_view> company_endings();
[[nodiscard]] std::span<const std::string_view> countries();
[[nodiscard]] std::span<const std::string_view> job_titles();
[[nodiscard]] std::span<const std::string_view> wanted_industries();  // on the agreement's list
[[nodiscard]] std::span<const std::string_view> other_industries();

}  // namespace baton::demo
