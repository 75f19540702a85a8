import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../src/kernel/index.ts';
import { latestCheckpoint } from '../../src/log/index.ts';
import { actsLog } from '../../src/log/log-fixture.ts';
import { assertNothingLost, startLoad, startSequencerProcess } from './sequencers.ts';
import { until } from './soundness.ts';

/** Acts under way at once. */
const LANES = 12;
/** A sequencer is killed so many milliseconds after it began: before, during and after its first transactions. */
const LATEST_MS = 300;
/** The whole log is looked through after so many kills, and at the end. */
const LOOK_EVERY = 50;

/** How a run of kills went. */
export interface SurvivedKills {
  acknowledged: number;
  /** Sequencers that had signed at least one checkpoint when they were killed. */
  gotThrough: number;
}

/** Kills the sequencer again and again while people go on acting, who must never notice. */
export async function surviveSequencerKills(db: Db, url: string, kills: number): Promise<SurvivedKills> {
  const sizeNow = async () => (await latestCheckpoint(db, actsLog.origin))?.size ?? 0;
  const acknowledged: string[] = [];
  let gotThrough = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const before = await sizeNow();
    const load = startLoad(db, LANES);
    const sequencer = await startSequencerProcess(url);
    await sleep(randomInt(LATEST_MS));
    await sequencer.kill();
    await load.stop();
    assert.equal(load.broken(), 0, 'no act notices the sequencer');
    acknowledged.push(...load.acknowledged);
    if ((await sizeNow()) > before) gotThrough += 1;
    if (kill % LOOK_EVERY === 0 || kill === kills) await lookThrough();
  }
  return { acknowledged: acknowledged.length, gotThrough };

  async function lookThrough(): Promise<void> {
    const last = await startSequencerProcess(url);
    const size = await sizeNow();
    // The one before may have been killed when nothing was left for it to do.
    const load = startLoad(db, 1);
    await until(async () => (await sizeNow()) > size, 'the log goes on');
    await load.stop();
    acknowledged.push(...load.acknowledged);
    await assertNothingLost(db, acknowledged);
    await last.kill();
  }
}
