#include "engine/carrying.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "engine/export.hpp"
#include "engine/journeys_text.hpp"
#include "places.hpp"

namespace baton::engine::testing {

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string exported(Workspace& workspace) {
    std::string text;
    const Done done = export_ledger(workspace, [&](std::string_view part) { text.append(part); });
    EXPECT_TRUE(done) << done.error().message;
    return text;
}

std::string journeys(Workspace& workspace) {
    return workspace.read([](const Workspace::View& view) {
        lifecycle::Evaluator evaluator(view.live.shared_chain(), view.timeline);
        return journeys_text(evaluator, view.live.chain(), view.timeline, {});
    });
}

std::vector<std::filesystem::path> write_files(const std::filesystem::path& folder, int people) {
    std::string companies = "id,name,domain,employees\n";
    std::string contacts = "id,email,created_at,company\n";
    std::string touches = "contact,at,kind,path\n";
    std::string deals = "id,name,contact,company,amount,currency,stage,created_at,closed_at\n";
    for (int i = 0; i < 20; ++i) {
        companies += fmt::format("k{0},Company {0},c{0}.test,{1}\n", i, i * 10);
    }
    for (int i = 0; i < people; ++i) {
        contacts += fmt::format("p{0},p{0}@c{1}.test,2026-02-01T08:00:00Z,k{1}\n", i, i % 20);
        for (int each = 0; each < i % 4; ++each) {
            touches += fmt::format("p{},2026-02-{:02}T10:00:00Z,page_view,/pricing\n", i, 2 + each);
        }
        if (i % 9 == 0) {
            deals += fmt::format(
                "d{0},Deal "
                "{0},p{0},k{1},100.50,EUR,Won,2026-02-20T08:00:00Z,2026-02-21T08:00:00Z\n",
                i,
                i % 20);
        }
    }
    std::vector<std::filesystem::path> files;
    for (const auto& [name, text] : {std::pair("companies.csv", companies),
                                     std::pair("contacts.csv", contacts),
                                     std::pair("touches.csv", touches),
                                     std::pair("deals.csv", deals)}) {
        files.push_back(folder / name);
        write_file(files.back(), text);
    }
    return files;
}

std::string tables(Running& running, bool with_deleted) {
    std::string text;
    running.workspace().read([&](const Workspace::View& view) {
        for (const ledger::Contact& contact : view.timeline.contacts()) {
            const store::ContactRow row = running.row(contact.id);
            const ledger::Company* company = view.timeline.find(row.company);
            if (with_deleted || !row.deleted) {
                text += fmt::format("\n{} {} {} {} {} {} {}",
                                    row.external_id,
                                    row.email,
                                    row.stage,
                                    row.touches,
                                    company == nullptr ? "" : company->external_id,
                                    row.deleted,
                                    row.properties);
            }
        }
    });
    return text;
}

Carrying::Carrying() : running_(carrying_start), folder_(new_directory()) {
    running_.hire("kim@acme.test", {{"role", std::string("rep")}});
    std::ifstream in(source_dir() / "tests/stories/usual.agreement");
    running_.sign({std::istreambuf_iterator<char>(in), {}});
}

Carrying::~Carrying() {
    std::filesystem::remove_all(folder_);
}

}  // namespace baton::engine::testing
