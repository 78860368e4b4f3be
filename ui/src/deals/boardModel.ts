import type { Board, BoardColumn, Deal } from '../api/types';

export function columnOf(board: Board, dealId: string): BoardColumn | undefined {
  return board.columns.find((column) => column.deals.some((deal) => deal.id === dealId));
}

export function dealIn(board: Board, dealId: string): Deal | undefined {
  return columnOf(board, dealId)?.deals.find((deal) => deal.id === dealId);
}

// The board as it will look once the move is saved; sums follow the card.
export function moved(board: Board, dealId: string, stage: string): Board {
  const from = columnOf(board, dealId);
  const deal = dealIn(board, dealId);
  if (!from || !deal || from.stage === stage) return board;
  const amount = deal.worth?.minor ?? 0;
  const columns = board.columns.map((column) => {
    if (column.stage === from.stage)
      return changed(
        column,
        column.deals.filter((one) => one.id !== dealId),
        -1,
        -amount,
      );
    if (column.stage === stage) return changed(column, [{ ...deal, stage }, ...column.deals], 1, amount);
    return column;
  });
  return { ...board, columns };
}

function changed(column: BoardColumn, deals: Deal[], by: number, minor: number): BoardColumn {
  return {
    ...column,
    deals,
    count: column.count + by,
    sum: { ...column.sum, minor: column.sum.minor + minor },
  };
}
