#include "connect/import_headers_abroad.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "connect/import_headers.hpp"
#include "connect/import_kind.hpp"
#include "connect/import_systems.hpp"

namespace baton::connect {
namespace {

using enum ImportKind;

struct Abroad {
    ImportKind kind;
    Field field;
    int weight;
    std::string_view headers;  // Spanish, German and French, as header_key() writes them
};

constexpr std::array known_abroad{
    Abroad{.kind = contacts,
           .field = Field::id,
           .weight = 0,
           .headers = "iddelregistro iddelcontacto datensatzid kontaktid iddenregistrement "
                      "idducontact"},
    Abroad{.kind = contacts,
           .field = Field::email,
           .weight = 3,
           .headers =
               "correo correoelectrónico correoelectronico direccióndecorreoelectrónico "
               "mailadresse emailadresse courriel adressemail adresseemail adresseélectronique"},
    Abroad{.kind = contacts,
           .field = Field::first_name,
           .weight = 3,
           .headers = "nombre nombredepila prénom rufname"},
    Abroad{.kind = contacts,
           .field = Field::last_name,
           .weight = 3,
           .headers = "apellido apellidos familienname nomdefamille nom"},
    Abroad{.kind = contacts,
           .field = Field::phone,
           .weight = 2,
           .headers = "teléfono telefono númerodeteléfono teléfonomóvil mobiltelefon mobilnummer "
                      "téléphone numérodetéléphone téléphonemobile"},
    Abroad{.kind = contacts,
           .field = Field::job_title,
           .weight = 2,
           .headers = "cargo puesto jobbezeichnung berufsbezeichnung stellenbezeichnung poste "
                      "intitulédeposte intituléduposte fonction"},
    Abroad{.kind = contacts,
           .field = Field::country,
           .weight = 0,
           .headers = "país pais paísregión landregion pays paysrégion"},
    Abroad{.kind = contacts,
           .field = Field::company,
           .weight = 0,
           .headers = "empresa nombredelaempresa nombredeempresa unternehmensname firmenname "
                      "entreprise société nomdelentreprise"},
    Abroad{.kind = contacts,
           .field = Field::owner,
           .weight = 0,
           .headers = "propietario propietariodelcontacto zuständigermitarbeiter kontaktinhaber "
                      "kontaktzuständiger propriétaire propriétaireducontact"},
    Abroad{.kind = contacts,
           .field = Field::created_at,
           .weight = 0,
           .headers = "fechadecreación erstelldatum erstellungsdatum datedecréation"},

    Abroad{.kind = companies,
           .field = Field::id,
           .weight = 0,
           .headers = "iddelregistro iddelaempresa datensatzid unternehmensid iddenregistrement "
                      "iddelentreprise"},
    Abroad{.kind = companies,
           .field = Field::name,
           .weight = 2,
           .headers = "nombredelaempresa nombredeempresa unternehmensname firmenname "
                      "nomdelentreprise empresa entreprise société"},
    Abroad{.kind = companies,
           .field = Field::domain,
           .weight = 2,
           .headers = "nombrededominiodelaempresa dominio sitioweb urldelsitioweb domainname "
                      "domainnamedesunternehmens websiteurl nomdedomainedelentreprise siteweb "
                      "urldusiteweb"},
    Abroad{.kind = companies,
           .field = Field::industry,
           .weight = 3,
           .headers = "sector industria industrie secteur secteurdactivité"},
    Abroad{.kind = companies,
           .field = Field::employees,
           .weight = 3,
           .headers = "númerodeempleados empleados anzahldermitarbeiter mitarbeiterzahl "
                      "nombredemployés nombredesalariés effectif"},
    Abroad{.kind = companies,
           .field = Field::annual_revenue,
           .weight = 2,
           .headers = "ingresosanuales facturación jahresumsatz chiffredaffaires "
                      "chiffredaffairesannuel revenuannuel"},
    Abroad{.kind = companies,
           .field = Field::country,
           .weight = 0,
           .headers = "país pais paísregión landregion pays paysrégion"},
    Abroad{.kind = companies,
           .field = Field::parent,
           .weight = 3,
           .headers = "empresamatriz muttergesellschaft übergeordnetesunternehmen sociétémère"},
    Abroad{.kind = companies,
           .field = Field::owner,
           .weight = 0,
           .headers = "propietario propietariodelaempresa zuständigermitarbeiter "
                      "unternehmensinhaber propriétaire propriétairedelentreprise"},
    Abroad{.kind = companies,
           .field = Field::created_at,
           .weight = 0,
           .headers = "fechadecreación erstelldatum erstellungsdatum datedecréation"},

    Abroad{.kind = deals,
           .field = Field::id,
           .weight = 0,
           .headers = "iddelregistro iddelnegocio datensatzid iddenregistrement iddelatransaction"},
    Abroad{.kind = deals,
           .field = Field::name,
           .weight = 3,
           .headers = "nombredelnegocio nombredelaoportunidad nombredeltrato dealname "
                      "opportunityname nomdelatransaction nomdelopportunité"},
    Abroad{.kind = deals,
           .field = Field::stage,
           .weight = 3,
           .headers = "etapadelnegocio etapadeltrato etapa dealphase verkaufsphase "
                      "phasedelatransaction étapedelatransaction étape"},
    Abroad{.kind = deals,
           .field = Field::amount,
           .weight = 2,
           .headers = "importe valor cantidad betrag montant valeur"},
    Abroad{.kind = deals,
           .field = Field::closed_at,
           .weight = 3,
           .headers = "fechadecierre abschlussdatum schlussdatum datedefermeture datedeclôture"},
    Abroad{.kind = deals,
           .field = Field::created_at,
           .weight = 0,
           .headers = "fechadecreación erstelldatum erstellungsdatum datedecréation"},
    Abroad{.kind = deals,
           .field = Field::owner,
           .weight = 0,
           .headers = "propietario propietariodelnegocio zuständigermitarbeiter dealinhaber "
                      "propriétaire propriétairedelatransaction"},
    Abroad{.kind = deals,
           .field = Field::currency,
           .weight = 0,
           .headers = "moneda divisa währung devise"},
    Abroad{.kind = deals,
           .field = Field::lost_reason,
           .weight = 2,
           .headers = "motivodepérdida motivodecierreperdido verlustgrund "
                      "grundfürverlorenendeal raisondelaperte motifdeperte"},
    Abroad{.kind = deals,
           .field = Field::company,
           .weight = 0,
           .headers = "empresa empresaasociada zugehörigesunternehmen entreprise "
                      "entrepriseassociée"},
    Abroad{.kind = deals,
           .field = Field::contact,
           .weight = 1,
           .headers = "contactoasociado contacto zugehörigerkontakt kontakt contactassocié"},
};

}  // namespace

HeaderMeaning meaning_abroad(ImportKind kind, std::string_view key, SourceSystem system) {
    // Salesforce exports the names of its API, in English wherever one is.
    if (key.empty() || system == SourceSystem::salesforce) return {};
    const auto* const found = std::ranges::find_if(known_abroad, [&](const Abroad& each) {
        return each.kind == kind && has_word(each.headers, key);
    });
    if (found == known_abroad.end()) return {};
    constexpr int behind_all = 1'000'000;
    return {.field = found->field,
            .weight = found->weight,
            .rank = behind_all + place_of_word(found->headers, key)};
}

}  // namespace baton::connect
