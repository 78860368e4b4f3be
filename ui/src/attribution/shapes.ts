// What the server says of credit: the part of it that this page shows.
export type By = 'channel' | 'campaign' | 'asset' | 'user';
export type Credited = 'won' | 'pipeline';

export interface ModelRow {
  name: string;
  title: string;
  definition: string;
  exact: boolean;
  refused: string | null;
}
export interface ComparedRow {
  key: string;
  label: string;
  credit_minor: (number | null)[];
}
export interface EarnedDeal {
  id: string;
  name: string;
  at: string;
  amount_minor: number;
  touches: number;
}
export interface Comparison {
  by: By;
  credit: Credited;
  currency: string;
  as_of: string;
  models: ModelRow[];
  rows: ComparedRow[];
  total_minor: number;
  unattributed_minor: number;
  sourced_minor: number;
  influenced_minor: number;
  deals: number;
  unattributed_deals: number;
  deals_without_amount: number;
  largest: EarnedDeal[];
}
export interface CreditedTouch {
  at: string;
  title: string;
  detail: string | null;
  team: 'marketing' | 'sales';
  key: string;
  label: string;
  contact: { id: string; name: string; company: string | null };
  credit_minor: number;
}
export interface DealCredit {
  id: string;
  name: string;
  model: string;
  currency: string;
  at: string;
  created_at: string;
  amount_minor: number;
  people: number;
  marketing_minor: number;
  sales_minor: number;
  touches: CreditedTouch[];
}
