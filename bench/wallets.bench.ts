import { sign, verify } from 'node:crypto';
import { keyForParty } from '../src/credentials/index.ts';
import { transaction } from '../src/kernel/index.ts';
import { type OwnGovernment, postmasterOf } from '../test/faults/government.ts';
import { type MadangProcess, startMadang } from '../test/support/process.ts';
import { type Row, rowOf } from './bench.ts';
import { Flow } from './flow.ts';
import { COPIES, FORMATS, type Format, fetchCopies, takeOffers } from './issuance-flow.ts';
import { type Holder, makeHolders } from './licence-holders.ts';
import { onOwnGovernment } from './own-government.ts';
import { showCopies } from './presentation-flow.ts';
import { newKey } from './signing-key.ts';

/*
 * Cards that get into wallets and are shown, whole and over HTTP (OpenID4VCI, OpenID4VP), against a Madang that was started:
 * CPU of the server by step, beside the ES256 signatures alone that it cannot do without, in the same run.
 */
export const name = 'wallets';

const HOLDERS = Number(process.env.WALLET_HOLDERS ?? 200);
/** They go through everything once before what is measured. */
const WARM_UP = 40;

export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const holders = await makeHolders(gov, WARM_UP + HOLDERS);
  const options = process.env.WALLET_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.WALLET_PROFILE}`] : [];
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' }, nodeOptions: options });
  const { token } = await transaction(gov.db, (tx) => keyForParty(tx, gov, 'shop'));
  const postmaster = await postmasterOf(home);
  const round = (some: readonly Holder[]) => rowsOf(madang, postmaster, token, some);
  await round(holders.slice(0, WARM_UP));
  const rows = await round(holders.slice(WARM_UP));
  await madang.stop();
  return rows;
}

async function rowsOf(
  { address, pid }: MadangProcess,
  postmaster: number,
  shop: string,
  holders: readonly Holder[],
): Promise<Row[]> {
  const alone = signaturesAlone();
  const batch = alone.verify * (COPIES + 1) + alone.sign * COPIES;
  const flow = new Flow(pid, postmaster);
  const wallets = await takeOffers(flow, address, holders);
  const copies = await fetchCopies(flow, address, wallets, 'sd-jwt');
  const rows = flowRows('issuance', flow, alone.verify + batch);
  for (const format of FORMATS.slice(1)) {
    const more = new Flow(pid, postmaster);
    await fetchCopies(more, address, wallets, format);
    rows.push(formatRow(format, more, batch));
  }
  const shown = new Flow(pid, postmaster);
  await showCopies(
    shown,
    address,
    shop,
    copies.map((own) => own[0]!),
  );
  return [...rows, ...flowRows('presentation', shown, alone.sign + 2 * alone.verify)];
}

function flowRows(id: string, flow: Flow, signatures: number): Row[] {
  const whole = flow.whole();
  const share = { what: `ms: the whole ${id} in the server`, value: whole.server };
  return [
    rowOf(`${id}.rate`, 1000 / whole.took, '/s', {
      what: '/s: by the CPU of server and database, on one core',
      value: 1000 / (whole.server + whole.database),
    }),
    rowOf(`${id}.cpu`, whole.server, 'ms of CPU', { what: 'ms: its ES256 signatures alone', value: signatures }),
    rowOf(`${id}.database`, whole.database, 'ms of CPU', share),
    ...flow.steps.map(({ name: step, server }) => rowOf(`${id}.${step.replace(' ', '-')}`, server, 'ms of CPU', share)),
  ];
}

function formatRow(format: Format, flow: Flow, signatures: number): Row {
  const what = `ms: the ES256 signatures alone of ${COPIES} copies`;
  return rowOf(`issuance.${format}`, flow.whole().server, 'ms of CPU', { what, value: signatures });
}

/** Milliseconds of CPU to sign, and to read a key and verify by it: by node:crypto, as anybody would. */
function signaturesAlone(): { sign: number; verify: number } {
  const { key, jwk } = newKey();
  const input = Buffer.alloc(500, 'to be signed');
  const signature = sign('sha256', input, key);
  const read = { key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' } as const;
  return {
    sign: cpuOf(() => sign('sha256', input, key)),
    verify: cpuOf(() => verify('sha256', input, read, signature)),
  };
}

const TIMES = 4_000;

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / TIMES;
}
