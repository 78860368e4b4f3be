// The shapes of Baton's own API, version 1, as the server documents them.
export type Team = 'marketing' | 'sales';
export type Role = 'marketer' | 'rep' | 'lead' | 'manager' | 'admin';
export interface Money {
  minor: number;
  currency: string;
}
export interface User {
  id: string;
  name: string;
  team: Team | null;
}
export interface ContactRef {
  id: string;
  name: string;
  company: string | null;
}
export interface NamedRef {
  id: string;
  name: string;
}
export interface Rows<T> {
  rows: T[];
  next: string | null;
  total: number | null;
}
export interface Undoable {
  undo?: string | null;
}

export interface StartingAgreement {
  key: string;
  title: string;
  summary: string;
  text: string;
}
export interface Setup {
  needed: boolean;
  demo: boolean;
  starting_agreements: StartingAgreement[];
}
export interface SetupWish {
  company: string;
  currency: string;
  time_zone: string;
  agreement: string;
  name: string;
  email: string;
  password: string;
}
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  team: Team | null;
  signs_for: Team | null;
  time_zone: string;
}
export interface Workspace {
  name: string;
  currency: string;
  time_zone: string;
  demo: boolean;
  agreement: { version: string; name: string } | null;
}
export interface Session {
  user: SignedInUser;
  workspace: Workspace;
  counts: { handoffs: number };
}
export interface BuyerStep {
  label: string;
  message: Record<string, unknown>;
}
export interface Demo {
  write_key: string;
  buyer: { email: string; name: string };
  steps: BuyerStep[];
}

export type HandoffState =
  'offered' | 'accepted' | 'rejected' | 'recycled' | 'expired' | 'converted' | 'withdrawn' | 'disqualified';
export type ClockState = 'waiting' | 'due_soon' | 'breached' | 'answered' | 'closed';
export interface Handoff {
  contact: ContactRef & { job_title: string | null };
  number: number;
  state: HandoffState;
  stage: string;
  owner: User | null;
  offered_at: string;
  due_at: string;
  responded_at: string | null;
  accept_due_at: string | null;
  accepted_at: string | null;
  closed_at: string | null;
  reason: string | null;
  note: string | null;
  flag: string | null;
  breaches: { kind: 'response' | 'acceptance'; due_at: string }[];
  why: string;
  value: Money | null;
  clock: { state: ClockState; text: string };
}
export interface Evidence {
  at: string;
  title: string;
  id: string;
}
export interface Clause {
  op: string;
  text: string;
  plain: string;
  held: boolean;
  needed: string | null;
  found: string | null;
  evidence: Evidence[];
  of: Clause[];
}
export interface Property {
  name: string;
  label: string;
  type: string;
  value: unknown;
  text: string;
  changed_at: string | null;
  by: string | null;
  personal: boolean;
  read_only: boolean;
}
export type TimelineIcon =
  | 'page'
  | 'form'
  | 'mail'
  | 'call'
  | 'meeting'
  | 'note'
  | 'stage'
  | 'handoff'
  | 'deal'
  | 'change'
  | 'import'
  | 'download'
  | 'event';
export interface TimelineRow {
  id: string;
  at: string;
  team: Team | null;
  icon: TimelineIcon;
  title: string;
  detail: string | null;
  by: string | null;
  undo: string | null;
}
export interface HandoffStep {
  at: string;
  state: HandoffState;
  by: string | null;
  reason: string | null;
  note: string | null;
}
export interface HandoffCard extends Handoff {
  why_tree: Clause | null;
  engaged: TimelineRow[];
  company: { id: string; name: string; properties: Property[] } | null;
  yours_because: string | null;
  reasons: string[];
  history: HandoffStep[];
}
export interface HandoffAnswer extends Undoable {
  handoff: Handoff;
}

export interface Task {
  id: string;
  title: string;
  due_at: string | null;
  done_at: string | null;
  contact: ContactRef | null;
  deal: NamedRef | null;
  owner: User | null;
}
export interface Deal {
  id: string;
  name: string;
  company: NamedRef | null;
  contacts: ContactRef[];
  amount: Money | null;
  pipeline: string;
  stage: string;
  status: 'open' | 'won' | 'lost';
  owner: User | null;
  product: string | null;
  created_at: string;
  closed_at: string | null;
  lost_reason: string | null;
  next_step: Task | null;
  days_quiet: number | null;
}
export interface DealRecord extends Deal {
  properties: Property[];
  history: { at: string; stage: string; by: string | null }[];
  helped: { what: string; who: string | null; at: string }[];
  version: number;
}
export interface DealStage {
  name: string;
  type: 'open' | 'won' | 'lost';
  probability: number;
}
export interface Pipeline {
  key: string;
  name: string;
  stages: DealStage[];
}
export interface BoardColumn {
  stage: string;
  type: 'open' | 'won' | 'lost';
  count: number;
  sum: Money;
  deals: Deal[];
  next: string | null;
}
export interface Board {
  pipeline: string;
  columns: BoardColumn[];
  open_sum: Money;
  weighted: Money;
}

export interface Tile {
  key: 'open_handoffs' | 'pipeline' | 'revenue' | 'dropped';
  count: number | null;
  amount: Money | null;
  beside_count: number | null;
  beside_amount: Money | null;
  link: string | null;
  tone: 'neutral' | 'good' | 'late';
}
export interface Conservation {
  qualified: number;
  offered: number;
  accepted: number;
  waiting: number;
  closed: number;
  dropped: number;
}
export interface Load {
  owner: User;
  waiting: number;
  late: number;
  accepted: number;
  deals: number;
  pipeline: Money;
}
export interface Home {
  waiting: number;
  next_due: string | null;
  handoffs: Handoff[];
  tasks: Task[];
  deals_without_next_step: Deal[];
  promise: { label: string; numerator: number; denominator: number; target_percent: number } | null;
  revenue: { won: Money; target: Money | null; period: string } | null;
  tiles: Tile[];
  returns: { reason: string; count: number }[];
  wins: { deal: NamedRef; amount: Money; closed_at: string; owner: User | null }[];
  conservation: Conservation | null;
  team: Load[];
}

export interface StageAt {
  name: string;
  team: Team;
  at: string | null;
}
export interface ContactRow {
  id: string;
  name: string;
  email: string | null;
  company: NamedRef | null;
  job_title: string | null;
  stage: StageAt | null;
  owner: User | null;
  last_touch_at: string | null;
  touches: number;
  created_at: string;
}
export interface JourneyStage {
  name: string;
  team: Team;
  how: 'entered' | 'passed' | 'placed' | null;
  at: string | null;
}
export interface Contact {
  id: string;
  name: string;
  email: string | null;
  job_title: string | null;
  company: { id: string; name: string; properties: Property[] } | null;
  owner: User | null;
  created_at: string;
  properties: Property[];
  journey: {
    began: string;
    stages: JourneyStage[];
    ended: { at: string; end: string; reason: string | null } | null;
  } | null;
  handoff: Handoff | null;
  deals: Deal[];
  tasks: Task[];
  merged: { contact: { id: string; name: string; company: string | null }; at: string }[];
  colleagues: { id: string; name: string; job_title: string | null; last_touch_at: string | null }[];
  as_of: string | null;
  version: number;
}
export interface DuplicateEvidence {
  field: string;
  level: string;
  left: string;
  right: string;
  points: number;
  records: number;
}
export interface DuplicateSide {
  contact: { id: string; name: string; company: string | null };
  email: string | null;
  created_at: string;
  touches: number;
  deals: number;
}
export interface DuplicateValue {
  name: string;
  left: string;
  right: string;
  stays: 'left' | 'right';
  fixed: boolean;
}
export interface DuplicatePair {
  id: string;
  score: number;
  certain: boolean;
  left: DuplicateSide;
  right: DuplicateSide;
  survivor: string;
  evidence: DuplicateEvidence[];
  values: DuplicateValue[];
}
export interface Duplicates {
  rows: DuplicatePair[];
  next: string | null;
  total: number;
  searching: boolean;
}
export interface LikelyContact {
  contact: { id: string; name: string; company: string | null };
  email: string | null;
  score: number;
  certain: boolean;
}
export interface Why {
  stage: string;
  held: boolean;
  since: string | null;
  agreement: { version: string } | null;
  headline: string;
  tree: Clause;
  disqualifiers: Clause[];
  next: { stage: string; missing: Clause[] } | null;
}
export interface CompanyRow {
  id: string;
  name: string;
  domain: string | null;
  industry: string | null;
  employees: number | null;
  owner: User | null;
  contacts: number;
  open_deals: number;
  won: Money | null;
}
export interface Company {
  id: string;
  name: string;
  domain: string | null;
  owner: User | null;
  properties: Property[];
  contacts: ContactRow[];
  deals: Deal[];
  version: number;
}

export type AgreementState = 'draft' | 'scheduled' | 'in_force' | 'superseded' | 'withdrawn';
export interface Signature {
  for: Team;
  by: User;
  at: string;
}
export interface AgreementRow {
  version: string;
  name: string;
  state: AgreementState;
  effective: string | null;
  in_force_since: string | null;
  signatures: Signature[];
  fingerprint: string | null;
  created_at: string;
  created_by: User | string | null;
}
export interface ReadableSection {
  key: string;
  title: string;
  team: Team | null;
  sentence: string;
  clauses: { title: string; lines: string[] }[];
  code: string | null;
}
export interface Readable {
  sections: ReadableSection[];
}
export interface AgreementStage {
  name: string;
  team: Team;
  entered_90d: number;
  conversion_percent: number | null;
}
export interface Agreement extends AgreementRow {
  text: string;
  readable: Readable;
  stages: AgreementStage[];
}
export interface Diagnostic {
  severity: 'error' | 'warning';
  line: number;
  column: number;
  message: string;
  hint: string | null;
}
export interface AgreementCheck {
  ok: boolean;
  diagnostics: Diagnostic[];
  examples: { contact: string; stage: string; expected: boolean; held: boolean }[];
  readable: Readable | null;
}
export interface AgreementChange {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
}
export interface AgreementCompare {
  changes: AgreementChange[];
  a: { text: string };
  b: { text: string };
}
export interface AgreementEffect {
  entering_at_once: number;
  by_stage: { stage: string; now: number; then: number }[];
}

export interface MeasureRow {
  name: string;
  title: string;
  definition: string;
  numerator: string;
  denominator: string;
  unit: 'percent' | 'money' | 'days' | 'count';
  by: string[];
}
export interface MeasureResultRow {
  key: string;
  label?: string | null;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  low?: number | null;
  high?: number | null;
  currency?: string | null;
  entered?: number | null;
  lost?: number | null;
  n?: number | null;
}
export interface MeasureResult {
  measure: string;
  title: string;
  definition: string;
  as_of: string | null;
  rows: MeasureResultRow[];
}

export type ImportState =
  'uploaded' | 'checking' | 'ready' | 'running' | 'done' | 'undone' | 'failed' | 'cancelled';
export interface ImportColumn {
  index: number;
  header: string;
  target: string | null;
  type: string | null;
  date_format: string | null;
  date_reason: string | null;
  samples: string[];
}
export interface ImportTarget {
  name: string;
  label: string;
  type: string;
  required: boolean;
}
export interface ImportFinding {
  code: string;
  message: string;
  count: number;
  example: string | null;
}
export interface Import {
  id: string;
  file: string;
  kind: string;
  state: ImportState;
  detected: { encoding: string; delimiter: string; quote: string; header: boolean };
  columns: ImportColumn[];
  targets: ImportTarget[];
  rows: number;
  done: number;
  created: number;
  updated: number;
  skipped: number;
  rejected: number;
  findings: ImportFinding[];
  error: string | null;
}
export interface Verdict {
  row: number;
  verdict: 'create' | 'update' | 'skip' | 'reject';
  reason: string | null;
  values: string[];
}

export interface ApiKey {
  id: string;
  name: string;
  kind?: string | null;
  created_at: string;
  last_used_at?: string | null;
  secret?: string | null;
}
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  team: Team | null;
  active?: boolean;
  signs_for?: Team | null;
}
export interface Quarantined {
  id: string;
  received: string;
  source: string;
  reason: string;
  body: string;
}
export interface Hit {
  type: 'contact' | 'company' | 'deal';
  id: string;
  title: string;
  detail: string | null;
}
