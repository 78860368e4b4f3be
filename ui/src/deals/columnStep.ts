import type { KeyboardCoordinateGetter } from '@dnd-kit/core';

// Left and right arrows carry a lifted card one column on; up and down within the page by a card.
export const columnStep: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const column_px = 272;
  const columns = [...context.droppableRects.values()];
  const step =
    columns[1] && columns[0] && columns[1].left !== columns[0].left
      ? columns[1].left - columns[0].left
      : column_px;
  const { x, y } = currentCoordinates;
  switch (event.code) {
    case 'ArrowRight':
      return { x: x + step, y };
    case 'ArrowLeft':
      return { x: x - step, y };
    case 'ArrowDown':
      return { x, y: y + 60 };
    case 'ArrowUp':
      return { x, y: y - 60 };
    default:
      return undefined;
  }
};
