import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProgram, isTest, linesWith, type SourceFile, sourceFiles, withoutComments } from './support/source.ts';
import { tablesOf } from './support/tables.ts';

const files = sourceFiles();
const programs = files.filter(isProgram);
const inSource = (file: SourceFile) => file.path.startsWith('src/') && !isTest(file);
const source = programs.filter(inSource);
const migrations = files.filter(({ path }) => path.endsWith('.sql'));
const textOf = (path: string) => files.find((file) => file.path === path)!.text;

/** The text with blanks for what does not run, so that a pattern finds only code, on its own line. */
const code = (list: readonly SourceFile[]) => list.map(({ path, text }) => ({ path, text: withoutComments(text) }));

/** Lines that are allowed after all: part of the path, and the reason. */
type Allowed = Record<string, string>;
function except(lines: readonly string[], allowed: Allowed): string[] {
  const paths = Object.keys(allowed);
  const idle = paths.filter((path) => !lines.some((line) => line.startsWith(path)));
  assert.deepEqual(idle, [], 'an allowance that nothing needs any more');
  return lines.filter((line) => !paths.some((path) => line.startsWith(path)));
}

const MOST_LINES = 320;

test(`no file of src is longer than ${MOST_LINES} lines`, () => {
  const long = files
    .filter(({ path }) => path.startsWith('src/'))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES);
  assert.deepEqual(long, []);
});

test('nothing is put off', () => {
  // In quotes it may be the code for no currency (ISO 4217).
  const later = new RegExp(`\\b(${['TO', 'DO|FIX', 'ME|X', 'XX|HA', 'CK'].join('')})\\b(?!')`);
  assert.deepEqual(linesWith(files, later), []);
});

test('no code is commented out', () => {
  const start = String.raw`^\s*(?:\/\/|\*\s|--|\{\/\*)\s*`;
  const statement = String.raw`(?:import\s.*from\s|(?:const|let|var)\s\w+\s=|return\s.*;|export\s(?:const|function)\s|(?:if|for|while)\s\(.*\{|await\s\w+.*;|<\/?[A-Z]\w*.*>$|[})\]]+[;,]?$|(?:select|insert|create|alter|drop)\s.*;$)`;
  const ending = String.raw`.*(?:\{|\);|\};|,\s\(|=>)$`;
  assert.deepEqual(linesWith([...programs, ...migrations], new RegExp(`${start}(?:${statement}|${ending})`)), []);
});

test('what runs in the house does not write to the console', () => {
  assert.deepEqual(linesWith(code(source), /\bconsole\./), []);
});

test('every test runs', () => {
  const left =
    /\b(?:test|it|describe|suite)\.(?:skip|only|todo)\b|\b(?:skip|only|todo):\s*(?:true|['"`])|\b\w+\.(?:skip|todo)\(/;
  assert.deepEqual(linesWith(code(programs.filter(isTest)), left), []);
});

const OWN_TIME: Allowed = {
  'src/kernel/clock.ts': 'it is the clock, and that of wallets, receivers and nodes, whatever the one of the demo says',
  'src/kernel/guard.ts': 'the rate limit counts true minutes, whatever the clock of the demo says',
  'src/web/islands/shared/clock.ts': 'it is the clock of pages that go on without a server',
};

test('time comes from the clock', () => {
  assert.deepEqual(except(linesWith(code(source), /\bnew Date\(\)|\bDate\.now\b/), OWN_TIME), []);
});

const DATABASE_TIME: Allowed = {
  'src/kernel/migrate.ts': 'when a migration was applied is no fact of the domain',
  'src/kernel/job-store.ts': 'when a job runs is by the one clock that all workers share',
  'src/log/store/outbox.ts':
    'the log orders by the commits as the one database saw them, not by the clocks of processes',
};

test('SQL takes its time from the clock, too', () => {
  const found = linesWith(
    code([...source, ...migrations]),
    /\b(?:now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_(?:timestamp|date|time)\b/i,
  );
  // Pages have no SQL; theirs is `islands/shared/clock.ts`.
  const inSql = found.filter((line) => !/\w\.now\(\)|\bnow\(\): |^src\/web\/islands\//.test(line));
  assert.deepEqual(except(inSql, DATABASE_TIME), []);
});

const tables = tablesOf(files);

test('every table is seen here', () => {
  const made = migrations.flatMap(({ text }) => [...text.matchAll(/^create table (\S+)/gm)].map(([, name]) => name));
  assert.ok(made.length > 0);
  assert.deepEqual(
    tables.map((table) => table.name),
    made,
  );
});

/** By which columns the tables of a room may be sharded. */
const SHARD_COLUMNS: Record<string, readonly string[]> = {
  kernel: ['id', 'task', 'one'],
  identity: ['person', 'id', 'id_hash', 'challenge'],
  log: ['origin', 'id', 'index', 'level', 'size'],
  ledger: ['shard'],
  registry: ['subject', 'person', 'registry', 'caller', 'id'],
  messages: ['person'],
  programmes: ['person', 'programme', 'id', 'shop'],
  credentials: ['person', 'agency', 'id', 'party'],
  exchange: ['person', 'party', 'id'],
  services: ['applicant', 'person', 'agency'],
};

test('the key of every table leads with a column by which it could be sharded', () => {
  const wrong = tables.filter(({ name, key }) => !SHARD_COLUMNS[name.split('.')[0]!]?.includes(key[0] ?? ''));
  assert.deepEqual(
    wrong.map(({ name, key }) => `${name} (${key.join(', ')})`),
    [],
  );
});

test('no table needs what a sharded database lacks', () => {
  const found = linesWith(
    migrations.map(({ path, text }) => ({ path, text: text.replace(/--.*/g, '') })),
    /\b(?:small|big)?serial\b|\bsequence\b|\bnextval\b|\btrigger\b|\bgenerated\b.*\bidentity\b|\breferences\b|\bon (?:delete|update) cascade\b/i,
  );
  assert.deepEqual(found, []);
});

/** The columns that hold something about a person; each says so in its migration. */
const PERSONAL = [
  'identity.person.number',
  'identity.session.user_agent',
  'identity.passkey.title',
  'exchange.oauth.payload',
  'exchange.answer.jwe',
  'exchange.locker.sealed',
  'exchange.consent_proof.document',
  'exchange.consent_proof.words',
  'exchange.consent_proof.signature',
  'exchange.consent_act.content',
  'credentials.handing_out.copies',
  'credentials.oauth.payload',
  'credentials.wallet.agent',
  'credentials.card_act.content',
  'credentials.presentation.shown',
  'credentials.presentation_act.content',
  'ledger.account.owner',
  'ledger.hold.reference',
  'ledger.payout.bank_account',
  'ledger.payout.name',
  'ledger.payout.reference',
  'ledger.payout.reason',
  'ledger.transfer.reference',
  'messages.message.title',
  'messages.message.body',
  'programmes.entitlement.region',
  'programmes.taking.place',
  'programmes.taking.bank_account',
  'programmes.shop.bank_account',
  'programmes.card.card',
  'programmes.card.last_digits',
  'programmes.card.bank_account',
  'programmes.card_report.card',
  'programmes.standing.bank_account',
  'programmes.share.region',
  'programmes.bank_change.bank_account',
  'programmes.unpaid.reason',
  'programmes.unpaid.bank_account',
  'programmes.clerk.name',
  'programmes.code.device',
  'programmes.payment.device',
  'programmes.request_to_pay.goods',
  'programmes.note_order.place',
  'programmes.note_set.place',
  'programmes.note_block.words',
  'programmes.paper_act.content',
  'programmes.freeze.reason',
  'programmes.freeze.objection',
  'programmes.office_act.reason',
  'programmes.office_act.content',
  'registry.alarm.settlement',
  'registry.record.data',
  'registry.record_history.data',
  'services.application.answers',
  'services.application.shown',
  'services.case.facts',
  'services.case.decision',
  'services.population.file_name',
  'services.population_part.content',
  'services.saved_answer.value',
  'services.saved_search.topics',
  'services.saved_search.told',
  'services.event.actor',
  'services.event.content',
  'services.agreement.shown',
  'services.dispute.held',
  'services.dispute.claimed',
  'services.instalment.account',
  'services.appeal.grounds',
  'services.appeal.answer',
];

/** Names of columns that hold ids, codes and the pack's own words, and nothing that was said by or of a person. */
const IMPERSONAL = new Set(
  `about agency caller challenge client currency field fields fingerprint flags fund id idempotency_key key kind
  life_event line link locale matter note number origin pack_version purpose reader reader_kind reference registry role salt scopes
  service service_version services source state title transports vkey waits_for witness format columns problems
  dimension category signal measures payments programmes.suspicion.subject programmes.tally.region
  registry.request.answer registry.access.use registry.alarm.reason channel programme terms way class programmes.shop.region programmes.shop.name programmes.shop.address
  programmes.note_series.prefix programmes.print_run.signing_key programmes.note_range.place programmes.note_stock.place
  programmes.note_order.code programmes.note_block.reason programmes.note_guess.subject programmes.payment.note programmes.round.position payer initiator debtor programmes.payout_act.content programmes.bank_change.cancel_salt programmes.taking.back_salt
  identity.session.means model event keys credentials.issuance.request credentials.issuance.type credentials.offer.type credentials.permit.type credentials.card.type suspended_by credentials.handing_out.request asked credentials.copy.holder_key by_kind credentials.status_token.token kid sealed_by
  party credentials.relying_party.file credentials.party_act.content credentials.presentation.use credentials.presentation.query credentials.presentation.transaction_data credentials.presentation.nonce
  credentials.presentation.wire_state credentials.presentation.return_to credentials.presentation.wallet_nonce stage credentials.presentation.why
  credentials.issuer_act.content credentials.issuer_proposal.reason exchange.counter_code.code exchange.locker.opening exchange.template.document exchange.template.hash exchange.standard.contract exchange.standard.hash exchange.receiver.sign exchange.receiver.encrypt exchange.receiver.webhook exchange.enrolment.file exchange.enrolment.webhook exchange.receiver_act.content exchange.webhook.content exchange.webhook.outcome exchange.webhook.alike exchange.deletion.acknowledgement
  exchange.over_asking.template exchange.template.use task kernel.job.payload kernel.job.last_error kernel.installation.pack
  exchange.consent.template exchange.consent.statements exchange.consent.often exchange.consent_draft.template exchange.consent_draft.statements
  exchange.consent_draft.chosen_fields exchange.consent_draft.chosen_statements exchange.consent_draft.nonce exchange.consent_draft.return_to`.split(
    /\s+/,
  ),
);

const columns = tables.flatMap((table) =>
  table.columns.map((column) => ({ ...column, full: `${table.name}.${column.name}` })),
);

test('the columns with personal data are marked as such', () => {
  assert.deepEqual(
    columns
      .filter((one) => one.personal)
      .map((one) => one.full)
      .sort(),
    PERSONAL.toSorted(),
  );
});

test('every column of free text is known to be personal or not', () => {
  const free = columns.filter(({ type }) => /^(text|jsonb?|varchar)(\[\])?$/.test(type));
  const unsorted = free.filter(
    ({ full, name }) => !PERSONAL.includes(full) && !IMPERSONAL.has(name) && !IMPERSONAL.has(full),
  );
  assert.deepEqual(
    unsorted.map((one) => one.full),
    [],
  );
});

test('every exported function says what it does', () => {
  const silent = source
    .filter(({ path }) => path.endsWith('.ts') && !/gallery|words\.ts$/.test(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, index) => {
        const name =
          /^export (?:default )?(?:async )?function\*? (\w+)|^export const (\w+)(?:: [^=]+)? = (?:async )?(?:\(|<|\w+ =>)/.exec(
            line,
          );
        const documented = /\*\/$/.test(lines[index - 1] ?? '');
        return name && !documented ? [`${path}:${index + 1} ${name[1] ?? name[2]}`] : [];
      });
    });
  assert.deepEqual(silent, []);
});

const manifest = JSON.parse(textOf('package.json')) as Record<string, Record<string, string>>;
const parts = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

test('every dependency is pinned to one version', () => {
  const loose = Object.entries(parts).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  assert.deepEqual(loose, []);
});

test('for every dependency it is written down why it was chosen', () => {
  const decisions = files
    .filter(({ path }) => path.startsWith('docs/decisions/'))
    .map((file) => file.text)
    .join('\n');
  const silent = Object.keys(parts).filter((name) => !decisions.includes(`\`${name}\``));
  assert.deepEqual(silent, []);
});

test('the lock names no server to fetch from, and agrees with the manifest', () => {
  const lock = textOf('package-lock.json');
  assert.doesNotMatch(lock, /"resolved":/);
  const { packages } = JSON.parse(lock) as { packages: Record<string, Record<string, Record<string, string>>> };
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
    assert.deepEqual(packages['']![kind], manifest[kind]);
});
