import { expect, test } from 'vitest';
import { refusal, TestServer } from '../../api/testServer';
import { cursorOf, mostBreaches, readBreaches } from './readBreaches';

/** A server with so many breaches, which answers in pages. */
function server(count: number): TestServer {
  return new TestServer(({ query }) => {
    const from = Number(query['cursor'] ?? 0);
    const to = Math.min(count, from + Number(query['limit']));
    const body = JSON.stringify(Array.from({ length: to - from }, (_, n) => ({ id: `br_${from + n}` })));
    const link = to < count ? { link: `<?state=open&cursor=${to}>; rel="next"` } : {};
    return new Response(body, { headers: { 'content-type': 'application/json', ...link } });
  });
}

test('all pages are read, each after the one before', async () => {
  const { api, asked } = server(2_500);
  const read = await readBreaches(api, 'open', { from: '2026-11-01' }, new AbortController().signal);
  expect([read.all.length, read.more, asked.length]).toEqual([2_500, false, 3]);
  expect(asked[1]!.query).toMatchObject({ from: '2026-11-01', cursor: '1000' });
});

test('reading ends at its bound, and says that there is more', async () => {
  const { api } = server(50_000);
  const read = await readBreaches(api, 'all', {}, new AbortController().signal);
  expect([read.all.length, read.more]).toEqual([mostBreaches, true]);
});

test('a refusal is a problem, with what the server said', async () => {
  const { api } = new TestServer(() => refusal(400, 'Bad', { from: ['must be a date'] }));
  await expect(readBreaches(api, 'all', { from: 'x' }, new AbortController().signal)).rejects.toMatchObject({
    status: 400,
    errors: { from: ['must be a date'] },
  });
});

test('the next cursor is that of the header', () => {
  expect(cursorOf('<?state=open&cursor=a%2Bb>; rel="next"')).toBe('a+b');
  expect(cursorOf(null)).toBeNull();
});
