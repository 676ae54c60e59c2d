/** A stage's place in the drawing: how much of the band's height it takes, 0 to 1. */
export interface FlowPoint {
  share: number;
}

/** The thinnest line that can be seen across a room, as a share of the height. */
export const thinnest = 0.035;

/** Half of what a stage keeps its height for, as a share of its column; between two stages the band eases from one to the other. */
const plateau = 0.2;

/**
 * The shares of the height that amounts take. Nothing at all is a hairline, and anything else at least a visible one.
 */
export function shares(amounts: readonly number[], largest: number): FlowPoint[] {
  return amounts.map((amount) => ({
    share: largest > 0 && amount > 0 ? Math.max(thinnest, Math.min(1, amount / largest)) : thinnest / 4,
  }));
}

/**
 * The outline of a band through equally wide columns, centred on its axis.
 * @param length Of the axis; each point has an equal part of it.
 * @param breadth Across the axis; a share of 1 fills it.
 * @param vertical The axis runs down instead of to the right.
 */
export function band(points: readonly FlowPoint[], length: number, breadth: number, vertical = false): string {
  const column = length / points.length;
  const edge = (side: 1 | -1): [number, number][] =>
    points.flatMap(({ share }, i): [number, number][] => {
      const across = breadth / 2 + (side * share * breadth) / 2;
      const from = i === 0 ? 0 : (i + 0.5 - plateau) * column;
      const to = i === points.length - 1 ? length : (i + 0.5 + plateau) * column;
      return [
        [from, across],
        [to, across],
      ];
    });
  const write = ([along, across]: [number, number]) =>
    (vertical ? [across, along] : [along, across]).map((n) => +n.toFixed(2)).join(' ');
  const there = curve(edge(-1), write);
  const back = curve(edge(1).reverse(), write);
  return `M${there} L${back} Z`;
}

/** Straight along plateaus, eased between them. */
function curve(points: [number, number][], write: (point: [number, number]) => string): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      if (before === undefined) return write(point);
      if (before[1] === point[1]) return `L${write(point)}`;
      const middle = (before[0] + point[0]) / 2;
      return `C${write([middle, before[1]])} ${write([middle, point[1]])} ${write(point)}`;
    })
    .join(' ');
}
