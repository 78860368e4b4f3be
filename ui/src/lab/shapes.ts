// What the server says of a backtest: the part of it that this page shows.
export interface Certainty {
  n: number;
  low: number | null;
  high: number | null;
  unknown: number;
  if_none: number | null;
  if_all: number | null;
}
export interface Month {
  month: string;
  entered: number;
  mature: boolean;
}
export interface Capacity {
  working_days: number;
  entered_a_day: number | null;
  busiest_day: number;
  reps: number;
  answered_in_time_a_day: number | null;
  days_over: number | null;
}
export interface StageFigures {
  stage: string;
  owner: 'marketing' | 'sales';
  entered: number;
  people: number;
  never_offered: number;
  unanswered: number;
  accepted: number;
  rejected: number;
  recycled: number;
  opportunities: number;
  won: number;
  won_amount_minor: number;
  accept_rate: number | null;
  accept_certainty: Certainty;
  win_rate: number | null;
  win_certainty: Certainty;
  precision: number | null;
  precision_certainty: Certainty;
  recall: number | null;
  recall_certainty: Certainty;
  lift: number | null;
  lift_low: number | null;
  lift_high: number | null;
  median_lead_days: number | null;
  monthly: Month[];
  capacity: Capacity | null;
  against_in_force: { gained: number; lost: number; kept: number } | null;
}
export interface AgreementFigures {
  agreement: string;
  title: string;
  currency: string;
  maturity_days: number | null;
  mature_until: string | null;
  stages: StageFigures[];
}
export interface Report {
  from: string | null;
  to: string;
  as_of: string;
  in_force: string | null;
  agreements: AgreementFigures[];
}
export interface JobOf<T> {
  id: string;
  state: 'running' | 'done' | 'cancelled';
  contacts_done: number;
  contacts: number;
  report: T | null;
}
export type Job = JobOf<Report>;
export type MoveKind = 'gained' | 'lost' | 'kept';
export interface MoveRow {
  id: string;
  contact: string;
  name: string;
  company: string | null;
  kind: MoveKind;
  at: string | null;
  at_in_force: string | null;
  erased: boolean;
  why: string | null;
}
export interface Asked {
  name: string;
  text?: string;
  version?: string;
}
export interface Wish {
  agreements: Asked[];
  opening: 'beginning' | 'recorded';
  from: string | undefined;
  to: string | undefined;
}
// A number in an agreement's text that decides who qualifies, and where it stands.
export interface Parameter {
  path: string;
  line: number;
  column: number;
  length: number;
  kind: 'number' | 'duration';
  text: string;
  unit: string | null;
  label: string;
  clause: string;
}

// What every combination of several values came to, in the two parts of the range.
export interface TuneFigures {
  entered: number;
  observed: number;
  accepted: number;
  rejected: number;
  recycled: number;
  won: number;
  lost: number;
  accept_rate: number | null;
  win_rate: number | null;
  win_certainty: Certainty;
}
export interface TuneHalves {
  early: TuneFigures;
  late: TuneFigures;
}
export interface TuneVariant extends TuneHalves {
  values: string[];
  as_written: boolean;
  on_front: boolean;
}
export interface TuneReport {
  agreement: string;
  stage: string;
  from: string | null;
  split: string;
  to: string;
  as_of: string;
  parameters: { place: string; values: string[] }[];
  variants: TuneVariant[];
  in_force: TuneHalves | null;
  warnings: { code: string; message: string }[];
}
export type TuneJob = JobOf<TuneReport>;
export interface TuneWish {
  name: string;
  text: string;
  alternatives: { line: number; column: number; values: string[] }[];
  stage: string | undefined;
  from: string | undefined;
  to: string | undefined;
}
