import type { Route } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { chooseRoute } from './choose.tsx';
import { codeRoutes } from './code.tsx';
import { confirmRoutes } from './confirm.tsx';
import { paidRoute } from './paid.tsx';
import { scanRoutes } from './scan.tsx';

/** The pages on which a person pays. What is named stands before what is a programme. */
export function payRoutes(site: Site): Route[] {
  return [chooseRoute(site), ...scanRoutes(site), ...confirmRoutes(site), paidRoute(site), ...codeRoutes(site)];
}
