import { expect, test } from 'vitest';
import css from './tokens.css?raw';

/** The colours of a theme by name. */
function coloursOf(theme: string): Record<string, string> {
  const block = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

const linear = (hex: string) =>
  [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));

const luminance = (rgb: number[]) => 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;

/** WCAG 2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(linear(one)), luminance(linear(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

// Viénot, Brettel and Mollon 1999 for red and green blindness; Machado, Oliveira and Fernandes 2009 for blue blindness.
const blindness = {
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE 1976 colour difference of two linear colours. */
function difference(one: number[], other: number[]): number {
  const lab = ([r, g, b]: number[]) => {
    const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
    const x = f((0.4124 * r! + 0.3576 * g! + 0.1805 * b!) / 0.9505);
    const y = f(0.2126 * r! + 0.7152 * g! + 0.0722 * b!);
    const z = f((0.0193 * r! + 0.1192 * g! + 0.9505 * b!) / 1.089);
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
  };
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

test.each(['dark', 'light'])('every text stands out from what it lies on (%s)', (theme) => {
  const c = coloursOf(theme);
  const texts = ['text', 'dim', 'team-0', 'team-1', 'team-2', 'team-3', 'warn', 'bad', 'good'];
  for (const text of texts) {
    for (const ground of ['bg', 'card'])
      expect(contrast(c[text]!, c[ground]!), `${text} on ${ground}`).toBeGreaterThan(4.5);
  }
  expect(contrast(c['dim']!, c['raised']!)).toBeGreaterThan(4.5);
  for (const text of ['text', 'dim', 'bad']) expect(contrast(c[text]!, c['bad-bg']!), text).toBeGreaterThan(4.5);
  expect(contrast(c['on-bad']!, c['bad']!)).toBeGreaterThan(4.5);
});

test.each(['dark', 'light'])('the two teams are told apart in every colour blindness (%s)', (theme) => {
  const c = coloursOf(theme);
  const [one, other] = [linear(c['team-0']!), linear(c['team-1']!)];
  for (const [kind, matrix] of Object.entries(blindness)) {
    const seen = (rgb: number[]) =>
      matrix.map((row) =>
        Math.min(
          1,
          Math.max(
            0,
            row.reduce((sum, n, i) => sum + n * rgb[i]!, 0),
          ),
        ),
      );
    expect(difference(seen(one), seen(other)), kind).toBeGreaterThan(25);
  }
});
