// This room's words for what the server says of a backtest.
import type * as say from '../api/schema';

export type { AgreementFigures, Certainty, MoveRow, Report, StageFigures } from '../api/schema';
export type Month = say.MonthFigures;
export type Capacity = say.CapacityFigures;
export interface JobOf<T> {
  id: string;
  state: 'running' | 'done' | 'cancelled';
  contacts_done: number;
  contacts: number;
  report: T | null;
}
export type Job = JobOf<say.Report>;
export type MoveKind = say.MoveRow['kind'];
export type Parameter = say.ParameterRow;
export type Asked = say.BacktestAgreement;
export type Wish = say.BacktestWish;

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
