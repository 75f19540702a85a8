import { isObject } from '../jose/json.ts';
import type { ClaimPath } from '../sdjwt/model.ts';

/*
 * Claims path pointers (OpenID4VP 1.0 section 7): the way to a claim, or to several.
 */

/** What stands at a path; nothing where there is none, or where the path does not go with the claims. */
export function selectClaims(claims: unknown, path: ClaimPath): readonly unknown[] {
  let selected: readonly unknown[] = [claims];
  for (const step of path) {
    const fits = typeof step === 'string' ? isObject : Array.isArray;
    if (!selected.every((one) => fits(one))) return [];
    selected = selected.flatMap((one) => stepInto(one as object, step));
  }
  return selected;
}

function stepInto(one: object, step: ClaimPath[number]): readonly unknown[] {
  if (step === null) return one as readonly unknown[];
  return Object.hasOwn(one, step) ? [(one as Record<string | number, unknown>)[step]] : [];
}

/** Whether one path leads to what another leads to, or into it: `address` covers `address.region`, all elements cover one. */
export function covers(wide: ClaimPath, narrow: ClaimPath): boolean {
  if (wide.length > narrow.length) return false;
  return wide.every((step, index) => step === narrow[index] || (step === null && typeof narrow[index] === 'number'));
}

/** The claims at these paths, each where it stood, and no others. */
export function pickClaims(claims: Readonly<Record<string, unknown>>, paths: readonly ClaimPath[]) {
  return (paths.length === 0 ? {} : (pick(claims, paths) ?? {})) as Record<string, unknown>;
}

function pick(value: unknown, paths: readonly ClaimPath[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const kept = value.map((one, index) => {
      const further = paths.filter(([step]) => step === null || step === index).map((path) => path.slice(1));
      return further.length === 0 ? undefined : pick(one, further);
    });
    return kept.filter((one) => one !== undefined);
  }
  if (!isObject(value)) return undefined;
  const members = Object.keys(value).flatMap((name) => {
    const further = paths.filter(([step]) => step === name).map((path) => path.slice(1));
    const kept = further.length === 0 ? undefined : pick(value[name], further);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(members);
}
