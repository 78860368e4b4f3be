// This room's words for what the server says of credit.
import type {
  ComparisonView,
  CreditedTouchView,
  DealCreditView,
  EarnedDealView,
  ModelView,
} from '../api/schema';

export type { ComparedRow } from '../api/schema';
export type By = ComparisonView['by'];
export type Credited = ComparisonView['credit'];
export type Comparison = ComparisonView;
export type ModelRow = ModelView;
export type EarnedDeal = EarnedDealView;
export type CreditedTouch = CreditedTouchView;
export type DealCredit = DealCreditView;
