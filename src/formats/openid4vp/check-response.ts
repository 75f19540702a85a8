import { firstFailure, type Step } from '../jose/checks.ts';
import { isObject } from '../jose/json.ts';
import { setsOf } from './match.ts';
import type { Query } from './query.ts';
import type { VpToken } from './respond.ts';

/** What an answer is held against. */
export interface ResponseExpected {
  query: Query;
  state: string | undefined;
}

/** What came of it: nothing of what is shown has been looked at yet. */
export type ResponseChecked = { ok: true; token: VpToken } | { ok: false; failed: string; source: string; why: string };

interface Run {
  payload: unknown;
  expected: ResponseExpected;
}

const tokenOf = ({ payload }: Run) => (payload as { vp_token: Record<string, readonly unknown[]> }).vp_token;
const MOST = 20;

/** Everything that is demanded of an answer, once it is decrypted. "VP" is OpenID4VP 1.0. */
export const RESPONSE_STEPS: readonly Step<Run>[] = [
  {
    title: 'The answer',
    checks: [
      {
        id: 'response.form',
        source: 'VP §8.1',
        says: 'It is an object with a vp_token, which is one, too.',
        holds: ({ payload }) => isObject(payload) && isObject(payload.vp_token),
      },
      {
        id: 'response.state',
        source: 'VP §8.1, §5.3',
        says: 'It says the state of the request.',
        holds: ({ payload, expected }) => (payload as { state?: unknown }).state === expected.state,
      },
      {
        id: 'response.asked',
        source: 'VP §8.1',
        says: 'It answers nothing that was not asked.',
        holds: (run) => {
          const ids = run.expected.query.credentials.map(({ id }) => id);
          return Object.keys(tokenOf(run)).every((id) => ids.includes(id));
        },
      },
      {
        id: 'response.presentations',
        source: 'VP §8.1',
        says: `What is shown is a list of 1 to ${MOST} texts for each credential.`,
        holds: (run) =>
          Object.values(tokenOf(run)).every(
            (list) =>
              Array.isArray(list) &&
              list.length > 0 &&
              list.length <= MOST &&
              list.every((one) => typeof one === 'string'),
          ),
      },
      {
        id: 'response.one',
        source: 'VP §6.1 multiple',
        says: 'Where one was asked for, one is shown.',
        holds: (run) =>
          run.expected.query.credentials.every(({ id, multiple }) => multiple || (tokenOf(run)[id] ?? []).length <= 1),
      },
      {
        id: 'response.enough',
        source: 'VP §6.4.2',
        says: 'All that was needed is shown.',
        holds: (run) => {
          const shown = new Set(Object.keys(tokenOf(run)));
          const isWhole = (option: readonly string[]) => option.every((id) => shown.has(id));
          return setsOf(run.expected.query).every(({ options, required }) => !required || options.some(isWhole));
        },
      },
    ],
  },
];

/** Checks what stands in an answer, the presentations excepted. */
export function checkResponse(payload: unknown, expected: ResponseExpected): ResponseChecked {
  const failed = firstFailure(RESPONSE_STEPS, { payload, expected });
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  return { ok: true, token: tokenOf({ payload, expected }) as VpToken };
}
