import { expect, test } from 'vitest';
import { confirmationAddress, qrCode } from './qrCode';

test('the code leads to where it is confirmed', () => {
  expect(confirmationAddress('https://funil.example', 'K7QF3ZHM')).toBe(
    'https://funil.example/settings/displays?code=K7QF3ZHM',
  );
});

test('the QR code has a finder in three of its corners and a quiet zone around it', () => {
  const { size, path } = qrCode(confirmationAddress('http://192.168.15.204:5080', 'K7QF3ZHM'));
  const dark = (x: number, y: number) => path.includes(`M${x} ${y}h1v1h-1z`);
  for (const [x, y] of [
    [2, 2],
    [size - 3, 2],
    [2, size - 3],
  ] as const)
    expect(dark(x, y)).toBe(true);
  for (let i = 0; i < size; i++) expect([dark(i, 0), dark(0, i), dark(i, size - 1)]).toEqual([false, false, false]);
});
