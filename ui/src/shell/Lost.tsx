import { IconMapOff } from '@tabler/icons-react';
import { t } from '../i18n';
import { PageHead } from '../kit/Page';
import { LinkButton } from '../kit/parts';
import { Empty } from '../kit/states';

export function Lost() {
  return (
    <>
      <PageHead title={t('No such page')} />
      <Empty
        icon={IconMapOff}
        title={t('Nothing lives at this address')}
        action={
          <LinkButton to="/" kind="filled">
            {t('Go home')}
          </LinkButton>
        }
      >
        {t('The record may have been merged, or the link was cut short.')}
      </Empty>
    </>
  );
}
