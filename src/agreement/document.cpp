#include "agreement/document.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <fmt/core.h>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "agreement/ast.hpp"
#include "agreement/findings.hpp"
#include "agreement/source.hpp"

namespace baton::agreement {
namespace {

// Builds the tree from the events of the YAML parser.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(const Source& source, Findings& findings) : source_(source), findings_(findings) {}

    void OnDocumentStart(const YAML::Mark& /*mark*/) override {}

    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_decoration(mark, {}, anchor);
        constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
        const auto rest = source_.text().substr(std::min(offset_of(mark), source_.text().size()));
        for (const auto word : words) {
            if (rest.starts_with(word)) return add(Node::Kind::text, mark, std::string(word));
        }
        add(Node::Kind::nothing, mark, {});
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        findings_.error(place_of(mark), "aliases (*) are not allowed; write the text out");
        add(Node::Kind::nothing, mark, {});
    }

    void OnScalar(const YAML::Mark& mark,
                  const std::string& tag,
                  YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_decoration(mark, tag, anchor);
        add(Node::Kind::text, mark, value);
    }

    void OnSequenceStart(const YAML::Mark& mark,
                         const std::string& tag,
                         YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        refuse_decoration(mark, tag, anchor);
        open_.push_back(node_of(Node::Kind::list, mark));
    }

    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark,
                    const std::string& tag,
                    YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        refuse_decoration(mark, tag, anchor);
        open_.push_back(node_of(Node::Kind::section, mark));
        keys_.emplace_back();
    }

    void OnMapEnd() override {
        keys_.pop_back();
        close();
    }

    std::optional<Node> take() { return std::move(root_); }

private:
    [[nodiscard]] static std::size_t offset_of(const YAML::Mark& mark) {
        return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    }

    [[nodiscard]] static Node node_of(Node::Kind kind, const YAML::Mark& mark) {
        Node node;
        node.kind = kind;
        node.offset = offset_of(mark);
        return node;
    }

    [[nodiscard]] Place place_of(const YAML::Mark& mark) const {
        return source_.place(offset_of(mark));
    }

    void refuse_decoration(const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) {
        if (anchor != 0) {
            findings_.error(place_of(mark), "anchors (&) are not allowed; write the text out");
        }
        const auto offset = offset_of(mark);
        const bool written = offset < source_.text().size() && source_.text()[offset] == '!';
        if (written || (!tag.empty() && tag != "?" && tag != "!")) {
            findings_.error(place_of(mark), "tags (!) are not allowed; every value is text");
        }
    }

    void add(Node::Kind kind, const YAML::Mark& mark, std::string text) {
        auto node = node_of(kind, mark);
        node.text = std::move(text);
        place(std::move(node));
    }

    void close() {
        auto node = std::move(open_.back());
        open_.pop_back();
        place(std::move(node));
    }

    void place(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
        } else if (open_.back().kind == Node::Kind::list) {
            open_.back().items.push_back(std::move(node));
        } else if (auto& key = keys_.back(); !key) {
            key = std::move(node);
        } else {
            open_.back().members.push_back(
                {.key = *std::exchange(key, std::nullopt), .value = std::move(node)});
        }
    }

    const Source& source_;
    Findings& findings_;
    std::vector<Node> open_;
    std::vector<std::optional<Node>> keys_;
    std::optional<Node> root_;
};

}  // namespace

std::optional<Node> read_document(const Source& source, Findings& findings) {
    try {
        std::istringstream stream{std::string(source.text())};
        YAML::Parser parser(stream);
        TreeBuilder first(source, findings);
        if (!parser.HandleNextDocument(first)) {
            findings.error(source.place(0), "the agreement is empty");
            return std::nullopt;
        }
        Findings elsewhere;
        TreeBuilder second(source, elsewhere);
        if (parser.HandleNextDocument(second)) {
            const auto further = second.take();
            findings.error(source.place(further ? further->offset : 0),
                           "a second document begins here; an agreement is one document");
        }
        return first.take();
    } catch (const YAML::Exception& exception) {
        const auto offset = exception.mark.pos < 0 ? 0 : exception.mark.pos;
        findings.error(source.place(static_cast<std::size_t>(offset)),
                       fmt::format("this is not YAML: {}", exception.msg));
    } catch (const std::exception& exception) {
        findings.error(source.place(0), fmt::format("this is not YAML: {}", exception.what()));
    }
    return std::nullopt;
}

}  // namespace baton::agreement
