import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig, SETTINGS } from './config.ts';

const KEY = Buffer.alloc(32).toString('base64');
const PRODUCTION = {
  MADANG_MODE: 'production',
  DATABASE_URL: 'postgres://madang@db/madang',
  ORIGIN: 'https://madang.example',
  MADANG_KEY: KEY,
};

/** The message of the refusal. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  assert.fail('these settings were taken');
}

test('nothing set is a demo on this machine alone', () => {
  const config = readConfig({});
  assert.equal(config.MADANG_MODE, 'demo');
  assert.equal(config.HOST, '127.0.0.1');
  assert.equal(config.PORT, 3000);
  assert.equal(config.MADANG_CLOCK, undefined);
  assert.ok(config.MADANG_HOME.startsWith('/'), 'the folder stays where it is when the process moves');
});

test('an empty setting is as if it were not set: it opens no other address and no other folder', () => {
  const empty = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, '']));
  assert.deepEqual(readConfig(empty), readConfig({}));
});

const WRONG: Record<string, string[]> = {
  PORT: ['x', '-1', '65536', '1.5', ' 80', '0x50', '1e3'],
  ORIGIN: ['madang.example', 'ftp://madang.example', 'https://madang.example/portal', 'https://a@madang.example'],
  MADANG_MODE: ['Production', 'test'],
  SANDBOX_PORT: ['x', '65536'],
  SANDBOX_ORIGIN: ['sandbox.example', 'https://sandbox.example/portal'],
  DATABASE_URL: ['mysql://db', 'localhost:5432'],
  DATABASE_CONNECTIONS: ['0', '3', '201'],
  NOTES_KEY: ['key', KEY.slice(1), `${KEY} key`, `ml-dsa-44:${KEY}`],
  ISSUERS_KEY: ['key', `${KEY}${KEY}`],
  MADANG_CLOCK: ['tomorrow', '2026', '2026-03-02', '2026-03-02T09:00:00', '2026-13-02T09:00:00Z'],
  LOG_LEVEL: ['loud'],
  RATE_LIMIT: ['-5', 'none'],
  WORKERS: ['65', 'two'],
};

for (const [name, values] of Object.entries(WRONG)) {
  test(`${name} refuses ${values.join(', ')}`, () => {
    for (const value of values) assert.match(refusal({ [name]: value }), new RegExp(`^  ${name} must be`, 'm'));
  });
}

test('every wrong setting is named at once, with what it is', () => {
  const message = refusal({ PORT: '99999', MADANG_MODE: 'play', LOG_LEVEL: 'loud' });
  assert.match(message, /PORT must be a whole number from 0 to 65535 \(it is "99999"\)/);
  assert.match(message, /MADANG_MODE must be one of demo, production, sandbox \(it is "play"\)/);
  assert.match(message, /LOG_LEVEL must be one of/);
});

test('a wrong database address is not repeated: it may hold a password', () => {
  assert.doesNotMatch(refusal({ DATABASE_URL: 'postgress://madang:hunter2@db/madang' }), /hunter2/);
});

test('a key of notes is in one place, and what is wrong with it is told without it', () => {
  const keys = `${KEY} ${KEY}`;
  assert.equal(readConfig({ NOTES_KEY: keys }).NOTES_KEY, keys);
  assert.doesNotMatch(refusal({ NOTES_KEY: 'hunter2' }), /hunter2/);
  assert.match(refusal({ NOTES_KEY: KEY, NOTES_KEY_FILE: 'notes.key' }), /cannot both be set/);
  assert.match(refusal({ ISSUERS_KEY: KEY, ISSUERS_KEY_FILE: 'issuers.key' }), /cannot both be set/);
});

test('production needs a database, an origin and a key, and runs on the true clock', () => {
  const message = refusal({ MADANG_MODE: 'production', MADANG_CLOCK: '2026-03-02T09:00:00Z' });
  for (const name of ['DATABASE_URL', 'ORIGIN', 'MADANG_KEY']) assert.match(message, new RegExp(`${name} is required`));
  assert.match(message, /MADANG_CLOCK is for demonstrations only/);
  for (const name of Object.keys(PRODUCTION).slice(1))
    assert.match(refusal({ ...PRODUCTION, [name]: '' }), new RegExp(name));
  assert.equal(readConfig(PRODUCTION).MADANG_MODE, 'production');
});

test('the sandbox of a production is at another host, since browsers share what they keep between ports', () => {
  const beside = (SANDBOX_ORIGIN: string) => ({ ...PRODUCTION, SANDBOX_PORT: '3001', SANDBOX_ORIGIN });
  assert.match(refusal(beside('')), /SANDBOX_ORIGIN is required with SANDBOX_PORT/);
  assert.match(refusal(beside('https://madang.example:8443')), /must be of another host than ORIGIN/);
  assert.equal(readConfig(beside('https://sandbox.madang.example')).SANDBOX_PORT, 3001);
  assert.match(refusal({ MADANG_MODE: 'sandbox', SANDBOX_PORT: '0' }), /a sandbox itself/);
});

test('the origin is kept as browsers send it', () => {
  assert.equal(readConfig({ ORIGIN: 'https://Madang.Example:443/' }).ORIGIN, 'https://madang.example');
  assert.equal(readConfig({ ORIGIN: 'http://127.0.0.1:8080' }).ORIGIN, 'http://127.0.0.1:8080');
});

test('a demo may begin at another instant', () => {
  const { MADANG_CLOCK } = readConfig({ MADANG_CLOCK: '2026-03-02T09:00:00+09:00' });
  assert.equal(MADANG_CLOCK?.toISOString(), '2026-03-02T00:00:00.000Z');
});
