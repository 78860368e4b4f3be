// This room's words for what the server says of a funnel.
import type * as say from '../api/schema';

export type { FunnelWish } from '../api/schema';
export type Funnel = say.FunnelView;
export type FunnelStep = say.FunnelStepView;
export type By = NonNullable<say.FunnelView['by']>;
