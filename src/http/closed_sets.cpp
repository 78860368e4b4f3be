#include "http/closed_sets.hpp"

#include <array>
#include <span>
#include <string_view>

namespace baton::http {

namespace {

using Word = std::string_view;

constexpr std::array<Word, 2> teams{"marketing", "sales"};
constexpr std::array<Word, 5> roles{"marketer", "rep", "lead", "manager", "admin"};
constexpr std::array<Word, 3> deal_states{"open", "won", "lost"};
constexpr std::array<Word, 9> handoff_steps{"offered",
                                            "accepted",
                                            "rejected",
                                            "recycled",
                                            "expired",
                                            "converted",
                                            "withdrawn",
                                            "disqualified",
                                            "reassigned"};
constexpr std::span<const Word> handoff_states = std::span(handoff_steps).first<8>();
constexpr std::array<Word, 5> clock_states{"waiting", "due_soon", "breached", "answered", "closed"};
constexpr std::array<Word, 3> breach_kinds{"response", "acceptance", "follow_up"};
constexpr std::array<Word, 5> escalations{
    "warning", "notify_owner", "notify_manager", "notify_alignment_lead", "reassign"};
constexpr std::array<Word, 2> leak_objects{"contact", "deal"};
constexpr std::array<Word, 7> leak_sorts{
    "unowned", "orphans", "waiting", "overdue", "silent", "stuck", "no_next_step"};
constexpr std::array<Word, 3> sign_states{"open", "clear", "not_enough_data"};
constexpr std::array<Word, 3> sign_owners{"marketing", "sales", "lead"};
constexpr std::array<Word, 4> questions{"shared", "assets", "talk", "help"};
constexpr std::array<Word, 3> goal_kinds{"revenue", "volume", "engagement"};
constexpr std::array<Word, 3> ways_in{"entered", "passed", "placed"};
constexpr std::array<Word, 13> timeline_icons{"page",
                                              "form",
                                              "mail",
                                              "call",
                                              "meeting",
                                              "note",
                                              "stage",
                                              "handoff",
                                              "deal",
                                              "change",
                                              "import",
                                              "download",
                                              "event"};
constexpr std::array<Word, 4> tiles{"open_handoffs", "pipeline", "revenue", "dropped"};
constexpr std::array<Word, 3> tones{"neutral", "good", "late"};
constexpr std::array<Word, 5> version_states{
    "draft", "scheduled", "in_force", "superseded", "withdrawn"};
constexpr std::array<Word, 2> severities{"error", "warning"};
constexpr std::array<Word, 3> changes{"added", "removed", "changed"};
constexpr std::array<Word, 4> units{"percent", "money", "days", "count"};
constexpr std::array<Word, 8> import_states{
    "uploaded", "checking", "ready", "running", "done", "undone", "failed", "cancelled"};
constexpr std::array<Word, 4> verdicts{"create", "update", "skip", "reject"};
constexpr std::array<Word, 3> hits{"contact", "company", "deal"};
constexpr std::array<Word, 3> moves{"gained", "lost", "kept"};
constexpr std::array<Word, 2> openings{"beginning", "recorded"};
constexpr std::array<Word, 2> parameters{"number", "duration"};
constexpr std::array<Word, 4> credited_by{"channel", "campaign", "asset", "user"};
constexpr std::array<Word, 2> credited{"won", "pipeline"};

constexpr std::array<Word, 3> funnel_by{"channel", "campaign", "asset"};
constexpr std::array<Word, 2> windows_from{"previous", "first"};
constexpr std::array<Word, 2> sides{"left", "right"};

constexpr std::array<Word, 3> view_rooms{"contacts", "companies", "deals"};
constexpr std::array<Word, 3> record_sorts{"contact", "company", "deal"};

constexpr std::array<Word, 3> delivery_states{"waiting", "delivered", "dead"};
constexpr std::array<Word, 3> webhook_formats{"standard", "slack", "teams"};

constexpr std::array<Word, 5> answers{"agreed", "changed", "disputed", "upheld", "reopened"};

constexpr std::span<const Word> handoff_answers = std::span(handoff_steps).subspan<1, 3>();
constexpr std::array<Word, 3> promise_units{"money", "count", "share"};

constexpr std::array sets{
    ClosedSet{"AgreementStage", "team", teams},
    ClosedSet{"AgreementView", "state", version_states},
    ClosedSet{"AnswerView", "answer", answers},
    ClosedSet{"AssociationView", "type", view_rooms},
    ClosedSet{"AttributionView", "by", credited_by},
    ClosedSet{"AttributionView", "credit", credited},
    ClosedSet{"BoardColumn", "type", deal_states},
    ClosedSet{"ChangeRow", "kind", changes},
    ClosedSet{"ComparisonView", "by", credited_by},
    ClosedSet{"ComparisonView", "credit", credited},
    ClosedSet{"CreditedTouchView", "team", teams},
    ClosedSet{"ClauseNumber", "kind", parameters},
    ClosedSet{"DealPage", "status", deal_states},
    ClosedSet{"DealView", "status", deal_states},
    ClosedSet{"DeliveryView", "state", delivery_states},
    ClosedSet{"DiagnosticRow", "severity", severities},
    ClosedSet{"DuplicateValue", "stays", sides},
    ClosedSet{"FunnelView", "by", funnel_by},
    ClosedSet{"FunnelView", "window_from", windows_from},
    ClosedSet{"FunnelWish", "by", funnel_by},
    ClosedSet{"FunnelWish", "window_from", windows_from},
    ClosedSet{"GoalMeasureRow", "kind", goal_kinds},
    ClosedSet{"HandoffBreach", "kind", breach_kinds},
    ClosedSet{"HandoffClock", "state", clock_states},
    ClosedSet{"HandoffEscalation", "action", escalations},
    ClosedSet{"HandoffMade", "state", handoff_steps},
    ClosedSet{"HandoffView", "state", handoff_states},
    ClosedSet{"Hit", "type", hits},
    ClosedSet{"ImportView", "state", import_states},
    ClosedSet{"JourneyStage", "how", ways_in},
    ClosedSet{"JourneyStage", "team", teams},
    ClosedSet{"JudgedView", "answer", handoff_answers},
    ClosedSet{"LeakRow", "object", leak_objects},
    ClosedSet{"LeakSort", "key", leak_sorts},
    ClosedSet{"MeasureRow", "unit", units},
    ClosedSet{"MoveRow", "kind", moves},
    ClosedSet{"ParameterRow", "kind", parameters},
    ClosedSet{"Person", "role", roles},
    ClosedSet{"Person", "signs_for", teams},
    ClosedSet{"PropertyRow", "record", record_sorts},
    ClosedSet{"QuestionView", "key", questions},
    ClosedSet{"ReadableSection", "team", teams},
    ClosedSet{"RejectionView", "answer", answers},
    ClosedSet{"Report", "opening", openings},
    ClosedSet{"SavedView", "room", view_rooms},
    ClosedSet{"SignView", "owner", sign_owners},
    ClosedSet{"SignView", "state", sign_states},
    ClosedSet{"SignatureView", "for", teams},
    ClosedSet{"SignedInUser", "role", roles},
    ClosedSet{"SignedInUser", "signs_for", teams},
    ClosedSet{"SignedInUser", "team", teams},
    ClosedSet{"SlaPromise", "unit", promise_units},
    ClosedSet{"StageAt", "team", teams},
    ClosedSet{"StageFigures", "owner", teams},
    ClosedSet{"StageRow", "type", deal_states},
    ClosedSet{"Tile", "key", tiles},
    ClosedSet{"Tile", "tone", tones},
    ClosedSet{"TimelineRow", "icon", timeline_icons},
    ClosedSet{"TimelineRow", "team", teams},
    ClosedSet{"UserRef", "team", teams},
    ClosedSet{"VerdictView", "verdict", verdicts},
    ClosedSet{"WebhookBody", "format", webhook_formats},
    ClosedSet{"WebhookView", "format", webhook_formats},
};

}  // namespace

std::span<const ClosedSet> closed_sets() {
    return sets;
}

}  // namespace baton::http
