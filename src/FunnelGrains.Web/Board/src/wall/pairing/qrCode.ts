import { encode } from 'uqr';

/** A QR code as a path in a square of so many units a side. */
export interface QrCode {
  size: number;
  path: string;
}

/** @param text An address; the code corrects a quarter of what is covered or glares. */
export function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return { size, path };
}

/** Where somebody who is signed in confirms a code. */
export function confirmationAddress(origin: string, code: string): string {
  return `${origin}/settings/displays?code=${encodeURIComponent(code)}`;
}
