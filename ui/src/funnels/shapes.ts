// What the server says of a funnel.
export interface FunnelStep {
  step: string;
  window_days: number | null;
  people: number;
  dropped: number;
  still_open: number;
  of_first: number | null;
  of_previous: number | null;
  median_seconds: number | null;
}
export interface Funnel {
  from: string | null;
  to: string | null;
  as_of: string;
  window_from: 'previous' | 'first';
  steps: FunnelStep[];
  by: string | null;
  rows: { key: string; people: number[] }[];
  warnings: { step: string; message: string }[];
}
export type By = 'channel' | 'campaign' | 'asset';
export interface FunnelWish {
  steps: string[];
  within: string;
  window_from: 'previous' | 'first';
  by: By | undefined;
  from: string | undefined;
  to: string | undefined;
}
