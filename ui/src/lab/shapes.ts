// This room's words for what the server says of a backtest.
import type * as say from '../api/schema';

export type { AgreementFigures, Certainty, MoveRow, Report, StageFigures } from '../api/schema';
export type Month = say.MonthFigures;
export type Capacity = say.CapacityFigures;
export type Job = say.BacktestJob;
export type MoveKind = say.MoveRow['kind'];
export type Parameter = say.ParameterRow;
export type Asked = say.BacktestAgreement;
export type Wish = say.BacktestWish;
export type { TuneFigures, TuneHalves, TuneJob, TuneReport, TuneVariant, TuneWish } from '../api/schema';
export type AnyJob = Job | say.TuneJob;
