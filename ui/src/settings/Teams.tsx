// When teams work and how much their people may hold: what clocks and routing go by.
import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post, write } from '../api/client';
import { useTeams } from '../api/hooks';
import type { TeamRow } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count } from '../kit/format';
import { Button } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { HoursFields, hoursOf, openText, wishOf } from './HoursFields';

export function Teams() {
  const teams = useTeams();
  const [open, setOpen] = useState<TeamRow>();
  return (
    <>
      <h2>{t('Teams')}</h2>
      <p className="second">
        {t(
          'Clocks of a handoff run on the calendar of the team that receives it. What is left out is as the agreement says.',
        )}
      </p>
      <Answer of={teams}>
        {(found) => (
          <div className="tablebox card" role="region" aria-label={t('Teams')} tabIndex={0}>
            <table className="table plain stacked">
              <thead>
                <tr>
                  <th scope="col">{t('Team')}</th>
                  <th scope="col">{t('Time zone')}</th>
                  <th scope="col">{t('Hours')}</th>
                  <th scope="col">{t('Holidays')}</th>
                  <th scope="col">{t('Most open')}</th>
                  <th scope="col">
                    <span className="hidden">{t('Change')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.rows.map((team) => (
                  <tr key={team.name}>
                    <td>
                      <b className="medium">{team.name}</b>
                    </td>
                    <td data-label={t('Time zone')}>{team.time_zone ?? <Agreed />}</td>
                    <td data-label={t('Hours')}>
                      {team.work_from && team.work_to ? `${team.work_from}–${team.work_to}` : <Agreed />}
                    </td>
                    <td data-label={t('Holidays')}>
                      {team.holidays.length > 0 ? count(team.holidays.length) : <Agreed />}
                    </td>
                    <td data-label={t('Most open')}>
                      {team.most_open ?? <span className="third">{t('no cap')}</span>}
                    </td>
                    <td>
                      <Button
                        small
                        label={t('Change {{name}}', { name: team.name })}
                        onClick={() => setOpen(team)}
                      >
                        {t('Change')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Answer>
      {open && <ChangeTeam team={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const Agreed = () => <span className="third">{t('as agreed')}</span>;

function ChangeTeam({ team, onClose }: { team: TeamRow; onClose: () => void }) {
  const [hours, setHours] = useState(() => hoursOf(team));
  const [most, setMost] = useState(() => openText(team));
  const [calendar, setCalendar] = useState<File>();
  const path = `/teams/${encodeURIComponent(team.name)}`;
  const save = useAct({
    send: async () => {
      const written = await write<object>('PUT', path, {
        ...wishOf(hours, hoursOf(team)),
        ...(most === openText(team) ? {} : { most_open: most === '' ? -1 : Number(most) }),
      });
      if (calendar) await post<object>(`${path}/holidays`, { icalendar: await calendar.text() });
      return written;
    },
    done: () => t('{{name}} was changed', { name: team.name }),
    stale: () => [['teams']],
    after: onClose,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('When {{name}} works', { name: team.name })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {save.error && <Trouble error={save.error} />}
        <HoursFields of={hours} onChange={setHours} />
        <TextInput
          label={t('Open handoffs each person may hold')}
          inputMode="numeric"
          value={most}
          onChange={(event) => setMost(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <label className="stack gap4">
          <span>{t('Holidays from an iCalendar file')}</span>
          <input
            type="file"
            accept=".ics,text/calendar"
            onChange={(event) => setCalendar(event.currentTarget.files?.[0])}
          />
        </label>
        <div>
          <Button type="submit" kind="filled" disabled={save.isPending}>
            {t('Save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
