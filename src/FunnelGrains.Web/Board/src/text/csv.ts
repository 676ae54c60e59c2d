/** Begins a file that a spreadsheet is to read as UTF-8. */
const mark = '\ufeff';

/**
 * Rows as a file that a spreadsheet opens (RFC 4180). What would be a formula there is text: ids and notes come from outside.
 * @param separator A semicolon where the decimal sign is a comma, as spreadsheets in that language expect.
 */
export function csvOf(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  return mark + rows.map((row) => row.map((cell) => cellOf(cell, separator)).join(separator) + '\r\n').join('');
}

function cellOf(text: string, separator: string): string {
  // OWASP's signs of a formula; an apostrophe before them is not shown.
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  const quoted = plain.includes(separator) || /["\r\n]/.test(plain) || plain !== plain.trim();
  return quoted ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Gives a file to who is at the browser. */
export function download(name: string, content: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
