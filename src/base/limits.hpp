#pragma once

#include <cstddef>

// Every limit in one place, related at compile time.
namespace baton {

inline constexpr std::size_t agreement_bytes_max = std::size_t{256} * 1024;
inline constexpr int criterion_depth_max = 64;
inline constexpr std::size_t criterion_nodes_max = 10'000;  // with its definitions written out
inline constexpr std::size_t list_entries_max = 500'000;    // of all list(…) in one agreement
inline constexpr std::size_t touch_bytes_max = std::size_t{32} * 1024;
inline constexpr std::size_t batch_bytes_max = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t batch_events_max = 2'500;
inline constexpr std::size_t request_head_bytes_max = std::size_t{16} * 1024;
inline constexpr std::size_t request_bytes_max = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t upload_bytes_max = std::size_t{16} * 1024 * 1024 * 1024;
inline constexpr std::size_t message_id_bytes_max = 100;
inline constexpr std::size_t page_rows_max = 200;
inline constexpr std::size_t list_columns_max = 30;  // of properties that a list is asked for
inline constexpr std::size_t formula_bytes_max = std::size_t{4} * 1024;
inline constexpr int formula_depth_max = 32;
inline constexpr std::size_t formula_nodes_max = 500;  // each is evaluated once at most
inline constexpr std::size_t formula_arguments_max = 20;
inline constexpr std::size_t formula_text_bytes_max = std::size_t{16} * 1024;  // of one result
inline constexpr std::size_t property_options_max = 500;
inline constexpr std::size_t property_option_bytes_max = 200;

static_assert(agreement_bytes_max < request_bytes_max);
static_assert(touch_bytes_max < batch_bytes_max);
static_assert(batch_bytes_max < request_bytes_max);
static_assert(formula_nodes_max < formula_bytes_max);
static_assert(property_options_max * property_option_bytes_max < request_bytes_max);

}  // namespace baton
