import { t } from '../i18n';
import { TabLinks } from '../kit/Page';

export function DealsTabs({ current }: { current: 'board' | 'table' }) {
  return (
    <TabLinks
      label={t('Views of deals')}
      tabs={[
        { key: 'table', to: '/deals', text: t('Table'), current: current === 'table' },
        { key: 'board', to: '/deals/board', text: t('Board'), current: current === 'board' },
      ]}
    />
  );
}
