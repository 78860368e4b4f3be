import { TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useKeys } from '../api/hooks';
import type { ApiKey } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { moment } from '../kit/format';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';

export function Keys() {
  const keys = useKeys();
  const [name, setName] = useState('');
  const create = useAct({
    send: () => post<ApiKey>('/keys', { name }),
    stale: () => [['keys']],
    after: () => setName(''),
  });
  const remove = useAct({
    send: (key: ApiKey) => write('DELETE', `/keys/${key.id}`),
    done: (key) => t('{{name}} no longer works', { name: key.name }),
    stale: () => [['keys']],
  });
  const secret = create.data?.secret;
  return (
    <>
      <h2>{t('API keys')}</h2>
      {(create.error ?? remove.error) && <Trouble error={create.error ?? remove.error} />}
      <form
        className="row wrap"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(undefined);
        }}
      >
        <TextInput
          aria-label={t('Name of the key')}
          placeholder={t('What will use it')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" icon={IconKey}>
          {t('Create key')}
        </Button>
      </form>
      {secret && (
        <div className="note stack gap4" role="status">
          <span>{t('Copy it now; it is shown once.')}</span>
          <code className="mono" style={{ overflowWrap: 'anywhere' }}>
            {secret}
          </code>
        </div>
      )}
      <Answer of={keys}>
        {(found) =>
          found.rows.length === 0 ? (
            <p className="third">{t('No keys yet. A key lets a program use the API as you allow it.')}</p>
          ) : (
            <div className="tablebox card" role="region" aria-label={t('API keys')} tabIndex={0}>
              <table className="table plain stacked">
                <thead>
                  <tr>
                    <th scope="col">{t('Name')}</th>
                    <th scope="col">{t('Created')}</th>
                    <th scope="col">{t('Last used')}</th>
                    <th scope="col">
                      <span className="hidden">{t('Actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.rows.map((key) => (
                    <tr key={key.id}>
                      <td className="medium">{key.name}</td>
                      <td data-label={t('Created')}>{moment(key.created_at)}</td>
                      <td data-label={t('Last used')}>
                        {moment(key.last_used_at) || <span className="third">{t('not yet')}</span>}
                      </td>
                      <td className="right">
                        <Button small onClick={() => remove.mutate(key)}>
                          {t('Revoke key')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answer>
    </>
  );
}
