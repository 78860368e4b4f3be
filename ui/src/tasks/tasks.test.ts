import { describe, expect, it } from 'vitest';
import type { Task } from '../api/types';
import { instantOf, setZone, wallClock } from '../kit/format';
import { unseen } from '../shell/Reminders';
import { changeBody, choices, extraOf, newBody, noExtra, remindWords, repeatText } from './parts/model';

const task = (id: string, reminded_at: string | null): Task =>
  ({
    id,
    title: id,
    reminded_at,
    type: 'call',
    priority: 'high',
    remind_before: 0,
    repeat: 'FREQ=WEEKLY',
  }) as Task;

describe('tasks', () => {
  it('say only what was chosen', () => {
    expect(newBody(noExtra)).toEqual({});
    expect(newBody(extraOf(task('a', null)))).toEqual({
      type: 'call',
      priority: 'high',
      remind_before: 0,
      repeat: 'FREQ=WEEKLY',
    });
  });

  it('take back by name what was emptied', () => {
    expect(changeBody({ ...noExtra, title: 'Call', due: '' })).toMatchObject({
      due_at: null,
      clear: ['due_at', 'remind_before', 'repeat'],
    });
    const due = wallClock('2026-03-09T14:00:00.000Z');
    expect(changeBody({ ...noExtra, title: 'Call', due, remind: '10' })).toMatchObject({
      due_at: '2026-03-09T14:00:00.000Z',
      remind_before: 10,
      clear: ['repeat'],
    });
  });

  it('are due on the clock of who reads them, over the change of the clocks too', () => {
    setZone('Europe/Berlin');
    expect(wallClock('2026-03-29T00:30:00.000Z')).toBe('2026-03-29T01:30');
    for (const at of ['2026-03-29T00:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-12-24T23:59:00.000Z'])
      expect(instantOf(wallClock(at))).toBe(at);
  });

  it('read a rule as its choice, with or without an end, or as it is written', () => {
    expect(repeatText('FREQ=WEEKLY;INTERVAL=2;COUNT=3')).toBe(repeatText('FREQ=WEEKLY;INTERVAL=2'));
    expect(repeatText('FREQ=MONTHLY;BYDAY=1MO')).toBe('FREQ=MONTHLY;BYDAY=1MO');
    expect(choices(remindWords, '45').at(-1)).toEqual({ value: '45', label: '45' });
  });

  it('remind once, and again at another time', () => {
    const first = unseen([task('a', '1')], []);
    expect(first.fresh.map((one) => one.id)).toEqual(['a']);
    expect(unseen([task('a', '1')], first.seen).fresh).toEqual([]);
    expect(unseen([task('a', '2')], first.seen).fresh.length).toBe(1);
  });
});
