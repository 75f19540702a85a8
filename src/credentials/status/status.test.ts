import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { open, testGovernment } from '../../../test/support/government.ts';
import { checkStatusList, statusAt } from '../../formats/index.ts';
import { all, type Route, run, sql, transaction } from '../../kernel/index.ts';
import { withCards } from '../cards/testing.ts';
import { rotateIssuer } from '../issuers/index.ts';
import {
  LIST_SIZE,
  setStatuses,
  signLists,
  statusListToken,
  statusRoutes,
  takeIndices,
  type typeMetadata,
} from './index.ts';
import { permutationOf } from './permutation.ts';

const { gov, url } = await testGovernment('tw');
before(() => withCards(gov));

describe('the order of indices', () => {
  it('has each index once, is another for another secret, and tells no neighbours', () => {
    const secret = randomBytes(32);
    const indexAt = permutationOf(secret);
    const seen = new Uint8Array(LIST_SIZE);
    let near = 0;
    for (let place = 0; place < LIST_SIZE; place += 1) {
      const index = indexAt(place);
      seen[index]! += 1;
      if (place > 0 && Math.abs(index - indexAt(place - 1)) < LIST_SIZE / 1_000) near += 1;
    }
    assert.ok(seen.every((times) => times === 1));
    assert.ok(near < LIST_SIZE / 250, `${near} neighbours stand near each other, 1 in 500 do by chance`);
    assert.notDeepEqual([0, 1, 2, 3].map(permutationOf(randomBytes(32))), [0, 1, 2, 3].map(indexAt));
  });
});

const take = (agency: string, count: number) => transaction(gov.db, (tx) => takeIndices(tx, gov, agency, count));
const listsOf = (agency: string) =>
  all(
    gov.db,
    sql<{ list: number; taken: number }>`select list, taken from credentials.status_list where agency = ${agency}`,
  );

describe('taking indices', () => {
  it('gives nobody the same, whoever takes them at the same time', async () => {
    const taken = (await Promise.all(Array.from({ length: 40 }, (_, nth) => take('many', 1 + (nth % 7))))).flat();
    assert.equal(new Set(taken.map(({ list, index }) => `${list} ${index}`)).size, taken.length);
    assert.ok((await listsOf('many')).length <= 8);
  });

  it('keeps to one list where nobody is in the way, and gives back what was not committed', async () => {
    for (let nth = 0; nth < 3; nth += 1) await take('alone', 10);
    const gone = transaction(gov.db, async (tx) => {
      await takeIndices(tx, gov, 'alone', 10);
      throw new Error('no');
    });
    await assert.rejects(gone, /no/);
    assert.deepEqual(await listsOf('alone'), [{ list: 0, taken: 30 }]);
  });

  it('opens another list when one is full', async () => {
    await run(
      gov.db,
      sql`insert into credentials.status_list (agency, list, secret, taken, opened_at)
        values ('full', 0, ${randomBytes(32)}, ${LIST_SIZE - 4}, ${gov.clock.now()})`,
    );
    assert.deepEqual(
      (await take('full', 5)).map(({ list }) => list),
      [1, 1, 1, 1, 1],
    );
    assert.deepEqual(
      (await take('full', 4)).map(({ list }) => list),
      [0, 0, 0, 0],
    );
    await assert.rejects(take('full', 0), RangeError);
  });
});

describe('a signed list', () => {
  const agency = 'household-registration';
  const list = 0;
  const statusesAt = async (...indices: number[]) => {
    const { token } = (await statusListToken(gov.db, gov, { agency, list }))!;
    const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    const checked = checkStatusList(token, {
      at: gov.clock.now().getTime() / 1_000,
      reference: { uri: payload.sub, idx: 0 },
      issuerKey: () => ({ kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }),
    });
    assert.ok(checked.ok, JSON.stringify(checked));
    const bytes = inflateSync(checked.compressed);
    return indices.map((index) => statusAt({ bits: checked.bits, bytes }, index));
  };

  it('is not there for a list that nobody has opened', async () => {
    assert.equal(await statusListToken(gov.db, gov, { agency, list }), undefined);
  });

  it('says what is suspended and what is revoked, which stays so', async () => {
    const [one, two] = (await take(agency, 2)) as [{ list: number; index: number }, { list: number; index: number }];
    assert.deepEqual(await statusesAt(one.index, two.index), [0, 0]);
    const set = (place: typeof one, status: 'valid' | 'invalid' | 'suspended') =>
      transaction(gov.db, (tx) => setStatuses(tx, gov, agency, [place], status));
    await set(one, 'suspended');
    await set(two, 'invalid');
    await signLists(gov);
    assert.deepEqual(await statusesAt(one.index, two.index), [2, 1]);
    gov.clock.advance(60_000);
    await set(one, 'valid');
    await set(two, 'valid');
    await signLists(gov);
    assert.deepEqual(await statusesAt(one.index, two.index), [0, 1]);
  });

  it('is signed anew only when something changed, or it is old', async () => {
    gov.clock.advance(600_000);
    const builtAt = async () => (await statusListToken(gov.db, gov, { agency, list }))!.builtAt.getTime();
    await signLists(gov);
    const before = await builtAt();
    gov.clock.advance(60_000);
    await signLists(gov);
    assert.equal(await builtAt(), before);
    await rotateIssuer(gov, agency);
    await signLists(gov);
    assert.equal(await builtAt(), gov.clock.now().getTime());
    gov.clock.advance(13 * 3_600_000);
    await signLists(gov);
    assert.equal(await builtAt(), gov.clock.now().getTime());
  });

  it('is built of a million entries of which one in a hundred is revoked, and is small', async () => {
    await run(
      gov.db,
      sql`insert into credentials.status (agency, list, index, status, changed_at)
        select ${agency}, ${list}, (n * 101) % ${LIST_SIZE}, 1, ${gov.clock.now()} from generate_series(1, 10485) n
        on conflict do nothing`,
    );
    await signLists(gov, { agency, list });
    const { token } = (await statusListToken(gov.db, gov, { agency, list }))!;
    assert.ok(token.length < 60_000, `${token.length}`);
  });

  it('is the same for another process', async () => {
    const other = await open(url);
    try {
      assert.deepEqual(
        await statusListToken(other.db, other, { agency, list }),
        await statusListToken(gov.db, gov, { agency, list }),
      );
    } finally {
      await other.pool.end();
    }
  });
});

describe('what anybody may fetch', () => {
  const answer = (path: RegExp, params: Record<string, string>, headers: Record<string, string> = {}) => {
    const route = statusRoutes(gov).find((one) => path.test(one.path)) as Route;
    const request = new Request('http://localhost/', { headers });
    return route.handle({ params, request } as never) as Promise<Response>;
  };

  it('a list, with a tag by which it is asked again, and for how long it may be kept', async () => {
    const params = { agency: 'household-registration', list: '0' };
    const found = await answer(/status/, params);
    assert.equal(found.headers.get('content-type'), 'application/statuslist+jwt');
    assert.match(found.headers.get('cache-control')!, /max-age=30/);
    const again = await answer(/status/, params, { 'if-none-match': found.headers.get('etag')! });
    assert.equal(again.status, 304);
    await assert.rejects(answer(/status/, { ...params, list: '9' }), /no such status list/);
  });

  it('the metadata of a type, at the address that copies name', async () => {
    const found = await answer(/types/, { id: 'student-card' });
    const metadata = (await found.json()) as ReturnType<typeof typeMetadata>;
    assert.match(metadata.vct, /\/credentials\/types\/student-card$/);
    const names = metadata.display.map((one) => (one as { name: string }).name);
    assert.deepEqual(names.toSorted(), ['Student card', '學生證', '학생증'].toSorted());
    const sd = metadata.claims.map((claim) => (claim as { sd: string }).sd);
    assert.deepEqual(sd.slice(0, 3), ['never', 'never', 'always']);
    await assert.rejects(answer(/types/, { id: 'nothing' }), /no such type/);
  });
});
