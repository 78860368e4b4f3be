import { describe, expect, it } from 'vitest';
import { weekAfter, weekBegunAt, weekOf } from './model';

describe('weeks', () => {
  it('are told by their first instant, in any zone', () => {
    expect(weekBegunAt('2026-03-01T23:00:00.000000Z')).toBe('2026-W10');
    expect(weekBegunAt('2026-03-02T11:00:00.000000Z')).toBe('2026-W10');
    expect(weekBegunAt('2026-03-01T10:00:00.000000Z')).toBe('2026-W10');
  });

  it('belong to the year of their Thursday', () => {
    expect(weekOf(new Date(2026, 10, 23))).toBe('2026-W48');
    expect(weekOf(new Date(2026, 0, 1))).toBe('2026-W01');
    expect(weekOf(new Date(2027, 0, 1))).toBe('2026-W53');
    expect(weekOf(new Date(2024, 11, 30))).toBe('2025-W01');
  });
  it('follow each other over the new year', () => {
    expect(weekAfter('2026-W53', 1)).toBe('2027-W01');
    expect(weekAfter('2027-W01', -1)).toBe('2026-W53');
    expect(weekAfter('2026-W48', 0)).toBe('2026-W48');
  });
});
