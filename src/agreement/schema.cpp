#include "agreement/schema.hpp"

#include "base/value.hpp"

namespace baton::agreement {

Schema standard_schema() {
    return {.contact = {{"country", ValueType::text},
                        {"created_at", ValueType::instant},
                        {"email", ValueType::text},
                        {"email_domain", ValueType::text},
                        {"first_name", ValueType::text},
                        {"job_title", ValueType::text},
                        {"last_name", ValueType::text},
                        {"owner", ValueType::text},
                        {"phone", ValueType::text}},
            .company = {{"annual_revenue", ValueType::money},
                        {"country", ValueType::text},
                        {"domain", ValueType::text},
                        {"employees", ValueType::number},
                        {"industry", ValueType::text},
                        {"name", ValueType::text},
                        {"owner", ValueType::text}},
            .deal = {{"amount", ValueType::money},
                     {"closed_at", ValueType::instant},
                     {"created_at", ValueType::instant},
                     {"lost_reason", ValueType::text},
                     {"name", ValueType::text},
                     {"owner", ValueType::text},
                     {"pipeline", ValueType::text},
                     {"product", ValueType::text},
                     {"stage", ValueType::text}}};
}

}  // namespace baton::agreement
