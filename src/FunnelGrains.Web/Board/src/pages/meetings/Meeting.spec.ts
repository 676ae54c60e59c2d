import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '../../api/ApiProblem';
import { refusal, TestServer } from '../../api/testServer';
import { callMeeting, Meeting, termsOf, type Decision } from './Meeting.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a meeting whose figures are being taken is read until they are there, and no longer', async () => {
  let state = 'due';
  const server = new TestServer(() => ({ id: 'm-1', state }));
  const meeting = new Meeting(server.api, 'm-1');
  const stop = meeting.follow();
  await vi.advanceTimersByTimeAsync(4_100);
  expect(server.calls).toEqual(Array(3).fill('GET /api/v1/meetings/m-1'));
  state = 'made';
  await vi.advanceTimersByTimeAsync(20_000);
  expect([server.asked.length, meeting.read.value?.state]).toEqual([4, 'made']);
  stop();
});

test('who leaves the page asks no more', async () => {
  const server = new TestServer(() => ({ id: 'm-1', state: 'due' }));
  const stop = new Meeting(server.api, 'm-1').follow();
  await vi.advanceTimersByTimeAsync(100);
  stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(server.asked.length).toBe(1);
});

test('a decision is sent without what is empty, and read back', async () => {
  const server = new TestServer(() => ({}));
  await new Meeting(server.api, 'm-1').decide({ text: 'Call on the same day', owner: '', due: '' });
  expect(server.calls).toEqual(['POST /api/v1/meetings/m-1/decisions', 'GET /api/v1/meetings/m-1']);
  expect(server.asked[0]!.body).toEqual({ text: 'Call on the same day' });
});

test('a decision that was carried over is changed at the meeting that made it', async () => {
  const server = new TestServer(() => ({}));
  const decision = {
    id: '3',
    meeting: 'm-1',
    text: 'Call',
    owner: 'ana',
    due: null,
    status: 'open',
  } as unknown as Decision;
  await new Meeting(server.api, 'm-2').change(decision, { ...termsOf(decision), status: 'done' });
  expect(server.calls).toEqual(['PUT /api/v1/meetings/m-1/decisions/3', 'GET /api/v1/meetings/m-2']);
  expect(server.asked[0]!.body).toEqual({ text: 'Call', owner: 'ana', status: 'done' });
});

test('a note that is refused says why', async () => {
  const server = new TestServer(() => refusal(422, 'too long'));
  await expect(new Meeting(server.api, 'm-1').note('x')).rejects.toEqual(new ApiProblem(422, 'too long'));
});

test('a meeting is called by its kind, and by a name where it has one', async () => {
  const server = new TestServer(() => ({ id: 'm-1' }));
  await callMeeting(server.api, 'weekly', '');
  await callMeeting(server.api, 'monthly', 'November');
  expect(server.asked.map(({ body }) => body)).toEqual([{ kind: 'weekly' }, { kind: 'monthly', name: 'November' }]);
});
