import { newGovernment, type OwnGovernment } from '../test/faults/government.ts';

/** Measures on a government of its own, with the demo's people, which is removed afterwards. */
export async function onOwnGovernment<T>(measure: (own: OwnGovernment) => Promise<T>): Promise<T> {
  const own = await newGovernment();
  try {
    return await measure(own);
  } finally {
    await own.remove();
  }
}
