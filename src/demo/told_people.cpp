#include "demo/told_people.hpp"

#include <array>
#include <span>

#include "demo/world.hpp"

namespace baton::demo {

namespace {

constexpr std::array<Told, told_people> told{
    Told{.name = "Ada Novak",
         .job_title = "Head of logistics",
         .mailbox = "ada",
         .company = "Brightwave Foods",
         .domain = "brightwave.test",
         .industry = "Food logistics",
         .country = "Netherlands",
         .employees = 640,
         .known_days_before_end = 26},
    Told{.name = "Henrik Solberg",
         .job_title = "Operations lead",
         .mailbox = "henrik",
         .company = "Nordhafen Terminals",
         .domain = "nordhafen.test",
         .industry = "Freight",
         .country = "Germany",
         .employees = 1'250,
         .known_days_before_end = 41},
    Told{.name = "Claire Dubois",
         .job_title = "Supply chain planner",
         .mailbox = "claire",
         .company = "Maison Verdier",
         .domain = "verdier.test",
         .industry = "Retail",
         .country = "France",
         .employees = 180,
         .known_days_before_end = 33},
    Told{.name = "Jae-won Min",
         .job_title = "IT architect",
         .mailbox = "jaewon",
         .company = "Hanul Cold Chain",
         .domain = "hanul.test",
         .industry = "Food logistics",
         .country = "Germany",
         .employees = 410,
         .known_days_before_end = 64},
    Told{.name = "Piet Hoekstra",
         .job_title = "Transport planner",
         .mailbox = "piet",
         .company = "Rotterdam Bulk",
         .domain = "rotterdam-bulk.test",
         .industry = "Freight",
         .country = "Netherlands",
         .employees = 95,
         .known_days_before_end = 18},
    Told{.name = "Solveig Dahl",
         .job_title = "Procurement lead",
         .mailbox = "solveig",
         .company = "Dahl Fisk",
         .domain = "dahlfisk.test",
         .industry = "Food logistics",
         .country = "Denmark",
         .employees = 220,
         .known_days_before_end = 52},
    Told{.name = "Lena Fischer",
         .job_title = "Operations lead",
         .mailbox = "lena",
         .company = "Altkirch Logistik",
         .domain = "altkirch.test",
         .industry = "Freight",
         .country = "Germany",
         .employees = 310,
         .known_days_before_end = 12},
    Told{.name = "Marta Kowalska",
         .job_title = "Managing director",
         .mailbox = "marta",
         .company = "Westland Bloom",
         .domain = "westland-bloom.test",
         .industry = "Retail",
         .country = "Poland",
         .employees = 150,
         .known_days_before_end = 120},
};

}  // namespace

std::span<const Told> told_by_hand() {
    return told;
}

Buyer buyer() {
    return {.external_id = "c00007",
            .email = "lena@altkirch.test",
            .name = told[buyer_person].name,
            .company = told[buyer_person].company};
}

}  // namespace baton::demo
