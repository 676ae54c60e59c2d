import { expect, test } from 'vitest';
import { csvOf } from './csv';

const lines = (...cells: string[]) => csvOf([cells], ',').slice(1);

test('a file begins with its mark, and each row ends with a line end', () =>
  expect(
    csvOf(
      [
        ['a', 'b'],
        ['1', ''],
      ],
      ';',
    ),
  ).toBe('\ufeffa;b\r\n1;\r\n'));

test('what would break a row is quoted', () => {
  expect(lines('say "no"', 'a,b', 'two\nlines', ' edge')).toBe('"say ""no""","a,b","two\nlines"," edge"\r\n');
  expect(lines('a;b')).toBe('a;b\r\n');
});

test('nothing becomes a formula', () => {
  expect(lines('=1+1', '+55', '-5', '@x', '=a,b')).toBe("'=1+1,'+55,'-5,'@x,\"'=a,b\"\r\n");
  expect(lines('\t=1')).toBe('"\'\t=1"\r\n'.replace('"\'\t=1"', "'\t=1"));
});
