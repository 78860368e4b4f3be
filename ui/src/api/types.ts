// The page's words for what the server says. The shapes are the server's own: schema.ts is generated.
import type * as say from './schema';

export type {
  AgreementCheck,
  AgreementCompare,
  AgreementEffect,
  AgreementStage,
  Board,
  BoardColumn,
  Clause,
  ContactRef,
  DealGroup,
  Demo,
  DuplicateEvidence,
  DuplicatePair,
  DuplicateSide,
  DuplicateValue,
  Evidence,
  FormulaVerdict,
  GoalsAnswer,
  HandoffAnswer,
  Hit,
  JourneyStage,
  LineView,
  ListedValue,
  ManyDealsChanged,
  LikelyContact,
  MeasureResultRow,
  MeasureRow,
  Mention,
  Money,
  NamedRef,
  Person,
  PricedLines,
  PropertyRow,
  Readable,
  ReadableSection,
  RoutingSimulation,
  NoticeIds,
  Rows,
  SavedView,
  SeenReceipt,
  SetupWish,
  SignAnswer,
  SignFinding,
  SignRow,
  SignedInUser,
  StageAt,
  Tile,
  TimelineRow,
  Why,
  WorkspaceSettings,
  Written,
} from './schema';

export type Team = NonNullable<say.UserRef['team']>;
export type Role = say.SignedInUser['role'];
export type HandoffState = say.HandoffView['state'];
export type ClockState = say.HandoffClock['state'];
export type AgreementState = say.AgreementView['state'];
export type ImportState = say.ImportView['state'];
export type TimelineIcon = say.TimelineRow['icon'];

export type Alignment = say.AlignmentView;
export type Sign = say.SignView;
export type Question = say.QuestionView;

export type Session = say.SessionState;
export type Setup = say.SetupState;
export type StartingAgreement = say.StartingText;
export type Workspace = say.WorkspaceState;
export type BuyerStep = say.DemoStep;
export type User = say.UserRef;
export type Undoable = { undo?: string | null };

export type Home = say.HomeView;
export type Conservation = say.ConservationView;
export type Load = say.LoadView;
export type Handoff = say.HandoffView;
export type HandoffStep = say.HandoffMade;
export type Escalation = say.HandoffEscalation;
export type Engagement = say.EngagementView;
export type Leaks = say.LeakReport;
export type Leak = say.LeakSort;
export type TeamRow = say.Team;
export type MyProfile = say.Profile;
export type Inbox = say.InboxView;
export type Notice = say.NoticeView;
export type NoticeWishes = say.NotificationWishes;
export type NoticeSettings = say.NotificationSettings;
export type MailState = say.MailView;
export type Digest = say.DigestView;
export type DigestPromise = say.SlaPromise;
export type HandoffCard = say.Answers['GET /handoffs/{contact}'];
export type Property = say.PropertyView;
export type Task = say.TaskView;

export type Contact = say.ContactPage;
export type ContactRow = say.ContactListRow;
export type Company = say.CompanyPage;
export type CompanyRow = say.CompanyListRow;
export type Deal = say.DealView;
export type DealRecord = say.DealPage;
export type Forecast = say.DealView['forecast'];
export type AssociationView = say.AssociationView;
export type AssociationWish = say.AssociationWish;
export type RoleView = say.RoleView;
export type DealStage = say.StageRow;
export type Pipeline = say.PipelineRow;

export type Duplicates = say.DuplicatesAnswer;

export type Agreement = say.Answers['GET /agreements/{version}'];
export type AgreementRow = say.AgreementView;
export type AgreementChange = say.ChangeRow;
export type Diagnostic = say.DiagnosticRow;
export type Signature = say.SignatureView;

export type MeasureResult = say.MeasureBody;
export type Contradiction = say.ContradictionView;
export type Import = say.ImportView;
export type ImportColumn = say.ColumnView;
export type ImportTarget = say.TargetView;
export type ImportFinding = say.FindingView;
export type Verdict = say.VerdictView;
export type ApiKey = say.KeyRow;
export type Webhook = say.WebhookView;
export type WebhookType = say.TypeView;
export type Delivery = say.DeliveryView;
export type Quarantined = say.QuarantineRow;
