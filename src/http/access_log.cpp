#include "http/access_log.hpp"

#include <cstddef>
#include <memory>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/common.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <string_view>

#include "http/request.hpp"

namespace baton::http {

namespace {

constexpr std::size_t lines_waiting_max = 8192;

struct Log {
    std::shared_ptr<spdlog::details::thread_pool> thread;
    std::shared_ptr<spdlog::async_logger> logger;

    Log()
        : thread(std::make_shared<spdlog::details::thread_pool>(lines_waiting_max, 1)),
          logger(std::make_shared<spdlog::async_logger>(
              "http",
              std::make_shared<spdlog::sinks::stderr_sink_mt>(),
              thread,
              spdlog::async_overflow_policy::overrun_oldest)) {
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    }
};

spdlog::logger& log() {
    static const Log log;
    return *log.logger;
}

std::string_view kind_name(Principal::Kind kind) {
    switch (kind) {
        case Principal::Kind::nobody: return "nobody";
        case Principal::Kind::session: return "user";
        case Principal::Kind::api_key: return "api_key";
        case Principal::Kind::write_key: return "write_key";
    }
    return "";
}

}  // namespace

void log_access(const AccessLine& line) {
    const Principal nobody;
    const Principal& who = line.principal == nullptr ? nobody : *line.principal;
    log().info("method={} route={} status={} ms={:.3f} id={} remote={} by={}:{}",
               line.method,
               line.route,
               line.status,
               line.seconds * 1e3,
               line.request_id,
               line.remote,
               kind_name(who.kind),
               who.id);
}

void log_failure(std::string_view request_id, std::string_view route, std::string_view message) {
    log().error("id={} route={} failure={}", request_id, route, message);
}

void log_notice(std::string_view message) {
    log().info("{}", message);
}

void log_failures_only() {
    log().set_level(spdlog::level::err);
}

}  // namespace baton::http
