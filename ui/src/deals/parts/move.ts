// Moving a deal to another stage; a lost one needs its reason first.
import { write } from '../../api/client';
import type { Deal } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';

export interface Move {
  deal: Pick<Deal, 'id' | 'name'>;
  stage: string;
  lost_reason?: string;
}

export function useMove(after?: () => void) {
  return useAct({
    send: ({ deal, stage, lost_reason }: Move) =>
      write<{ undo?: string }>('PATCH', `/deals/${deal.id}`, { stage, ...(lost_reason && { lost_reason }) }),
    done: ({ deal, stage }) => t('{{name}} moved to {{stage}}', { name: deal.name, stage }),
    stale: ({ deal }) => [['board'], ['deals'], ['deal', deal.id], ['home']],
    after: () => after?.(),
  });
}
