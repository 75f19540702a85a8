import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cosignerOf, KEY_ALGORITHMS, signerOf } from './key.ts';
import { decodePolicy, formatPolicy, type Group, hasQuorum, NO_WITNESSES, type Policy, parsePolicy } from './policy.ts';

const seedOf = (number: number) => Buffer.alloc(32, number);
const MANY = 40;
const LOGS = Array.from(
  { length: MANY },
  (_, n) => signerOf(`log.example/${n}`, seedOf(n), KEY_ALGORITHMS[n % 2]).vkey,
);
const WITNESSES = Array.from(
  { length: MANY },
  (_, n) => cosignerOf(`witness.example/${n}`, { seed: seedOf(n), algorithm: KEY_ALGORITHMS[n % 2]! }).vkey,
);
const [LOG, W] = [LOGS[0]!, WITNESSES];

describe('the example of the specification', () => {
  const text = `log ${LOG}

witness X1 ${W[0]}
witness X2 ${W[1]}
witness X3 ${W[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 ${W[3]}
witness Y2 ${W[4]}
witness Y3 ${W[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;
  const policy = parsePolicy(text);

  test('reads', () => {
    assert.deepEqual(policy.logs, [{ vkey: LOG }]);
    assert.deepEqual(policy.groups, [
      { name: 'X-witnesses', least: 2, members: ['X1', 'X2', 'X3'] },
      { name: 'Y-witnesses', least: 1, members: ['Y1', 'Y2', 'Y3'] },
      { name: 'X-and-Y', least: 2, members: ['X-witnesses', 'Y-witnesses'] },
    ]);
    assert.equal(policy.quorum, 'X-and-Y');
  });

  test('asks for two of X and one of Y', () => {
    for (const [signed, enough] of [
      ['X1 X2 Y1', true],
      ['X1 X2 X3 Y3', true],
      ['X1 X2 X3', false],
      ['X1 Y1 Y2 Y3', false],
      ['', false],
      // Names of groups, and of nobody, are no witnesses.
      ['X-and-Y', false],
      ['X-witnesses Y1', false],
      ['X1 Z Y1', false],
    ] as const)
      assert.equal(hasQuorum(policy, new Set(signed.split(' '))), enough, signed);
  });
});

/** A word of a policy: no blanks, no control characters. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a policy has none
  .filter((text) => !/[\x00-\x20\x7f]/.test(text) && text.isWellFormed());
const url = fc.option(fc.webUrl(), { nil: undefined });
const party = (vkey: string, where: string | undefined) => ({ vkey, ...(where !== undefined && { url: where }) });

/** Any policy that there can be: each group takes some of the names that are still free. */
const policies: fc.Arbitrary<Policy> = fc
  .record({
    names: fc.uniqueArray(
      word.filter((name) => name !== 'none'),
      { minLength: 1, maxLength: 12 },
    ),
    witnesses: fc.nat(8),
    logs: fc.subarray(LOGS.slice(0, 4)),
    urls: fc.array(url, { minLength: 20, maxLength: 20 }),
    picks: fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { minLength: 12, maxLength: 12 }),
    quorum: fc.nat(12),
  })
  .map(({ names, witnesses: count, logs, urls, picks, quorum }) => {
    const witnesses = names.slice(0, count).map((name, n) => ({ name, ...party(W[n]!, urls[n]) }));
    let free = witnesses.map(({ name }) => name);
    const groups: Group[] = [];
    for (const [n, name] of names.slice(count).entries()) {
      const members = free.slice(0, picks[n]![0] + 1);
      if (members.length === 0) break;
      groups.push({ name, least: 1 + (picks[n]![1] % members.length), members });
      free = [...free.slice(members.length), name];
    }
    const defined = ['none', ...witnesses.map(({ name }) => name), ...groups.map(({ name }) => name)];
    const known = logs.map((vkey, n) => party(vkey, urls[10 + n]));
    return { logs: known, witnesses, groups, quorum: defined[quorum % defined.length]! };
  });

test('what is written is read again as it was', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      assert.deepEqual(parsePolicy(formatPolicy(policy)), policy);
      const bytes = new TextEncoder().encode(formatPolicy(policy));
      assert.equal(decodePolicy(bytes), formatPolicy(policy));
    }),
  );
});

test('a quorum is what counting says, and another signature never takes it away', () => {
  fc.assert(
    fc.property(policies, fc.infiniteStream(fc.boolean()), (policy, signs) => {
      const signed = policy.witnesses.map(({ name }) => name).filter(() => signs.next().value);
      const holds = (name: string): boolean => {
        const group = policy.groups.find((one) => one.name === name);
        return group ? group.members.filter(holds).length >= group.least : signed.includes(name);
      };
      const enough = policy.quorum === 'none' || holds(policy.quorum);
      assert.equal(hasQuorum(policy, new Set(signed)), enough);
      if (enough) assert.ok(hasQuorum(policy, new Set(policy.witnesses.map(({ name }) => name))));
    }),
  );
});

test('blanks, tabs, comments and empty lines do not matter', () => {
  const policy = parsePolicy(`# ours\n\t log\t${LOG}   https://log.example \n\n  # none yet\nquorum \t none`);
  assert.deepEqual(policy, { ...NO_WITNESSES, logs: [{ vkey: LOG, url: 'https://log.example' }] });
});

test('names are octets: those that look alike are two, and what is no UTF-8 stays different', () => {
  const [kelvin, k] = ['\u212a', 'K'];
  const policy = parsePolicy(`witness ${k} ${W[0]}\nwitness ${kelvin} ${W[1]}\nquorum ${kelvin}\n`);
  assert.equal(hasQuorum(policy, new Set([k])), false);
  assert.ok(hasQuorum(policy, new Set([kelvin])));
  const latin = (octet: number) =>
    Buffer.concat([Buffer.from(`witness x`), Buffer.of(octet), Buffer.from(` ${W[0]}\nquorum none\n`)]);
  const names = Array.from({ length: 128 }, (_, n) => parsePolicy(decodePolicy(latin(128 + n))).witnesses[0]!.name);
  assert.equal(new Set(names).size, 128);
});

test('40 logs, 40 witnesses and 40 groups are no difficulty', () => {
  const names = WITNESSES.map((_, n) => `w${n}`);
  const chain = names
    .slice(1)
    .map((name, n) => ({ name: `g${n + 1}`, least: 2, members: [n === 0 ? 'w0' : `g${n}`, name] }));
  const policy = {
    logs: LOGS.map((vkey) => ({ vkey })),
    witnesses: WITNESSES.map((vkey, n) => ({ name: `w${n}`, vkey })),
    groups: chain,
    quorum: 'g39',
  };
  assert.deepEqual(parsePolicy(formatPolicy(policy)), policy);
  assert.ok(hasQuorum(policy, new Set(names)));
  assert.equal(hasQuorum(policy, new Set(names.slice(1))), false);
});

test('what is wrong is refused, with its line', () => {
  const three = `witness a ${W[0]}\nwitness b ${W[1]}\nwitness c ${W[2]}\n`;
  const renamed = cosignerOf('other.example', { seed: seedOf(0), algorithm: 'ed25519' }).vkey;
  const sameKey = signerOf('other.example', seedOf(0)).vkey;
  for (const [text, line, why] of [
    [`${three}quorom a`, 4, /quorom is not/],
    [`${three}constructor a`, 4, /constructor is not/],
    [`witness none ${W[0]}`, 1, /defined twice/],
    [`${three}witness a ${W[3]}`, 4, /a is defined twice/],
    [`${three}group a any b`, 4, /defined twice/],
    [`witness a ${W[0]}\nwitness b ${renamed}`, 2, /listed already/],
    [`log ${LOG}\nlog ${sameKey}`, 2, /listed already/],
    [`witness a ${LOG}`, 1, /other purposes/],
    [`log ${W[0]}`, 1, /other purposes/],
    [`log ${LOG} https://x y`, 1, /a verifier key and perhaps a URL/],
    ['log', 1, /a verifier key and perhaps a URL/],
    ['witness a', 1, /a name, a verifier key/],
    ['witness a nonsense', 1, /Not a verifier key/],
    [`${three}group g all`, 4, /a number and members/],
    [`${three}group g 0 a b`, 4, /0 is not all/],
    [`${three}group g 3 a b`, 4, /3 is not all/],
    [`${three}group g 01 a b`, 4, /01 is not all/],
    [`${three}group g toString a b`, 4, /toString is not all/],
    [`${three}group g +1 a b`, 4, /\+1 is not all/],
    [`${three}group g any none`, 4, /none cannot/],
    [`${three}group g any g`, 4, /g is not defined/],
    [`${three}group g any a a`, 4, /a is a member already/],
    [`${three}group g any a\ngroup h any a b`, 5, /a is a member already/],
    [`quorum a\n${three}`, 1, /a is not defined/],
    [`${three}quorum a\nquorum b`, 5, /a quorum already/],
    [`${three}quorum a b`, 4, /one name/],
    [`${three}quorum a\r`, 4, /control character/],
    [`# \u0007\nquorum none`, 1, /control character/],
    [`# \u007f\nquorum none`, 1, /control character/],
  ] as const)
    assert.throws(
      () => parsePolicy(text),
      (error: Error) => error.message.startsWith(`Line ${line} of the policy: `) && why.test(error.message),
      text,
    );
  for (const text of ['', three, '\n# quorum none\n']) assert.throws(() => parsePolicy(text), /exactly one quorum/);
});
