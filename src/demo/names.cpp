#include "demo/names.hpp"

#include <array>
#include <span>
#include <string_view>

namespace baton::demo {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array firsts{
    "Adele"sv,  "Agnes"sv,  "Aleksi"sv, "Amara"sv,  "Anders"sv, "Anouk"sv,  "Arda"sv,   "Astrid"sv,
    "Bela"sv,   "Bianca"sv, "Bram"sv,   "Carla"sv,  "Cem"sv,    "Chiara"sv, "Dag"sv,    "Daria"sv,
    "Diego"sv,  "Edith"sv,  "Eino"sv,   "Elif"sv,   "Emil"sv,   "Esra"sv,   "Fabio"sv,  "Farah"sv,
    "Femke"sv,  "Filip"sv,  "Gerda"sv,  "Giulia"sv, "Hamid"sv,  "Hedda"sv,  "Hugo"sv,   "Ida"sv,
    "Ilse"sv,   "Imre"sv,   "Ivana"sv,  "Jana"sv,   "Jelle"sv,  "Joana"sv,  "Kaan"sv,   "Karin"sv,
    "Klara"sv,  "Lars"sv,   "Lea"sv,    "Leon"sv,   "Lotte"sv,  "Lucia"sv,  "Magda"sv,  "Marek"sv,
    "Mila"sv,   "Nils"sv,   "Noor"sv,   "Olga"sv,   "Oskar"sv,  "Paula"sv,  "Pavel"sv,  "Rafael"sv,
    "Renata"sv, "Rosa"sv,   "Sami"sv,   "Selma"sv,  "Stefan"sv, "Tariq"sv,  "Tea"sv,    "Tuomas"sv,
    "Ulla"sv,   "Vera"sv,   "Viktor"sv, "Wanda"sv,  "Willem"sv, "Yara"sv,   "Zeynep"sv, "Zoltan"sv,
};

constexpr std::array lasts{
    "Aalto"sv,    "Abadi"sv,    "Albrecht"sv, "Almeida"sv,  "Andersson"sv, "Arslan"sv,  "Bakker"sv,
    "Balogh"sv,   "Barros"sv,   "Bauer"sv,    "Becker"sv,   "Berg"sv,      "Bianchi"sv, "Blom"sv,
    "Borg"sv,     "Brandt"sv,   "Carvalho"sv, "Castro"sv,   "Cerny"sv,     "Conti"sv,   "Dahl"sv,
    "Demir"sv,    "Dijkstra"sv, "Dvorak"sv,   "Ekholm"sv,   "Ertl"sv,      "Fabre"sv,   "Farkas"sv,
    "Ferrari"sv,  "Fournier"sv, "Gashi"sv,    "Greco"sv,    "Gruber"sv,    "Haas"sv,    "Hansen"sv,
    "Heikkila"sv, "Horvat"sv,   "Ibsen"sv,    "Ivanov"sv,   "Jansen"sv,    "Jensen"sv,  "Kallas"sv,
    "Kaya"sv,     "Keller"sv,   "Kivi"sv,     "Kovacs"sv,   "Kowalski"sv,  "Krause"sv,  "Laine"sv,
    "Lang"sv,     "Larsen"sv,   "Leclerc"sv,  "Lind"sv,     "Lopes"sv,     "Maier"sv,   "Marino"sv,
    "Mertens"sv,  "Moreau"sv,   "Mulder"sv,   "Nagy"sv,     "Nieminen"sv,  "Novotny"sv, "Nowak"sv,
    "Olsen"sv,    "Orsini"sv,   "Pavlov"sv,   "Peeters"sv,  "Petit"sv,     "Popescu"sv, "Reis"sv,
    "Ricci"sv,    "Roth"sv,     "Rusu"sv,     "Sandberg"sv, "Santos"sv,    "Schulz"sv,  "Silva"sv,
    "Simic"sv,    "Sorensen"sv, "Strand"sv,   "Svoboda"sv,  "Szabo"sv,     "Tamm"sv,    "Vidal"sv,
    "Virta"sv,    "Vogel"sv,    "Wagner"sv,   "Weiss"sv,    "Wolf"sv,      "Zanetti"sv,
};

constexpr std::array openings{
    "Amber"sv,   "Anchor"sv, "Arctic"sv, "Atlas"sv,   "Aurora"sv,  "Baltic"sv,  "Beacon"sv,
    "Birch"sv,   "Blue"sv,   "Bridge"sv, "Canal"sv,   "Cedar"sv,   "Cobalt"sv,  "Copper"sv,
    "Coral"sv,   "Crown"sv,  "Danube"sv, "Delta"sv,   "Dune"sv,    "Eagle"sv,   "Elbe"sv,
    "Ember"sv,   "Falcon"sv, "Fjord"sv,  "Forge"sv,   "Garnet"sv,  "Glacier"sv, "Granite"sv,
    "Harbour"sv, "Hazel"sv,  "Heron"sv,  "Horizon"sv, "Iris"sv,    "Ivory"sv,   "Juniper"sv,
    "Kestrel"sv, "Lagoon"sv, "Linden"sv, "Maple"sv,   "Marble"sv,  "Meadow"sv,  "Meridian"sv,
    "Mistral"sv, "Nordic"sv, "Oak"sv,    "Onyx"sv,    "Orchid"sv,  "Pine"sv,    "Polar"sv,
    "Quartz"sv,  "Raven"sv,  "Rhine"sv,  "River"sv,   "Saffron"sv, "Sierra"sv,  "Silver"sv,
    "Summit"sv,  "Tidal"sv,  "Vale"sv,   "Willow"sv,
};

constexpr std::array endings{
    "Cargo"sv,        "Carriers"sv, "Chilled"sv,   "Cold Store"sv, "Depot"sv,     "Dispatch"sv,
    "Distribution"sv, "Express"sv,  "Foods"sv,     "Forwarding"sv, "Freight"sv,   "Fresh"sv,
    "Groceries"sv,    "Haulage"sv,  "Imports"sv,   "Lines"sv,      "Logistics"sv, "Markets"sv,
    "Movers"sv,       "Parcel"sv,   "Ports"sv,     "Provisions"sv, "Retail"sv,    "Shipping"sv,
    "Stores"sv,       "Supply"sv,   "Terminals"sv, "Trading"sv,    "Transport"sv, "Warehousing"sv,
};

constexpr std::array country_names{"Germany"sv,
                                   "Netherlands"sv,
                                   "France"sv,
                                   "Denmark"sv,
                                   "Sweden"sv,
                                   "Poland"sv,
                                   "Austria"sv,
                                   "Spain"sv,
                                   "Italy"sv,
                                   "Finland"sv,
                                   "Belgium"sv,
                                   "Czechia"sv};

constexpr std::array titles{"Head of logistics"sv,
                            "IT architect"sv,
                            "Procurement lead"sv,
                            "Operations lead"sv,
                            "Supply chain planner"sv,
                            "Managing director"sv,
                            "Customs specialist"sv,
                            "Warehouse manager"sv,
                            "Finance controller"sv,
                            "Transport planner"sv};

constexpr std::array wanted{"Food logistics"sv, "Retail"sv, "Freight"sv};
constexpr std::array others{"Education"sv, "Consulting"sv, "Construction"sv, "Media"sv, "Health"sv};

}  // namespace

std::span<const std::string_view> first_names() {
    return firsts;
}

std::span<const std::string_view> last_names() {
    return lasts;
}

std::span<const std::string_view> company_openings() {
    return openings;
}

std::span<const std::string_view> company_endings() {
    return endings;
}

std::span<const std::string_view> countries() {
    return country_names;
}

std::span<const std::string_view> job_titles() {
    return titles;
}

std::span<const std::string_view> wanted_industries() {
    return wanted;
}

std::span<const std::string_view> other_industries() {
    return others;
}

}  // namespace baton::demo
