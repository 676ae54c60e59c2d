import { expect, test } from 'vitest';
import { ApiProblem } from '../../../api/ApiProblem';
import type { Calendar, HolidayChoice } from '../document';
import { HolidayDesk } from './HolidayDesk.svelte';

type Merged = { calendar: Calendar; holidays: [] };

const calendar = { zone: 'America/Sao_Paulo' } as unknown as Calendar;
const choice = (region: string) => ({ country: 'BR', region }) as unknown as HolidayChoice;

/** A server that answers each question when the spec says so. */
function server() {
  const waiting: { region: string; years: [number, number]; answer: () => void; refuse: () => void }[] = [];
  const mergeHolidays = (of: Calendar, chosen: HolidayChoice, from: number, to: number) =>
    new Promise<Merged>((done, failed) =>
      waiting.push({
        region: (chosen as unknown as { region: string }).region,
        years: [from, to],
        answer: () =>
          done({
            calendar: { ...of, region: (chosen as unknown as { region: string }).region } as never,
            holidays: [],
          }),
        refuse: () => failed(new ApiProblem(422, 'unknown region')),
      }),
    );
  return {
    waiting,
    desk: new HolidayDesk(
      { countries: () => Promise.resolve([{ code: 'BR' }] as never), mergeHolidays: mergeHolidays as never },
      2026,
    ),
  };
}

test('the countries are those of the server, and the dates those of three years', async () => {
  const { desk, waiting } = server();
  await desk.load();
  expect(desk.countries).toEqual([{ code: 'BR' }]);
  const choosing = desk.choose(calendar, choice('SP'));
  expect(waiting[0]!.years).toEqual([2026, 2028]);
  waiting[0]!.answer();
  expect(await choosing).toEqual({ ...calendar, region: 'SP' });
});

test('an answer to a choice that was changed meanwhile is dropped, in whatever order they come', async () => {
  const { desk, waiting } = server();
  const [first, second] = [desk.choose(calendar, choice('SP')), desk.choose(calendar, choice('RJ'))];
  waiting[1]!.answer();
  waiting[0]!.answer();
  expect([await first, await second]).toEqual([null, { ...calendar, region: 'RJ' }]);
});

test('a refusal changes no calendar and says why, until the next choice is taken', async () => {
  const { desk, waiting } = server();
  const refused = desk.choose(calendar, choice('XX'));
  waiting[0]!.refuse();
  expect([await refused, desk.problem?.message]).toEqual([null, 'unknown region']);
  const taken = desk.choose(calendar, choice('SP'));
  waiting[1]!.answer();
  await taken;
  expect(desk.problem).toBeNull();
});
