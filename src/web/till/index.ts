import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { amountRoutes } from './amount.tsx';
import { chargeRoutes } from './charge.tsx';
import { clerksRoutes } from './clerks.tsx';
import { paymentRoutes } from './payment.tsx';
import { requestRoutes } from './request.tsx';
import { settlementRoutes } from './settlements.tsx';
import { shopBankRoutes } from './shop-bank.tsx';
import { shopCodeRoute } from './shop-code.tsx';
import { shopsRoute } from './shops.tsx';
import { statementRoutes } from './statement.tsx';
import { todayRoute } from './today.tsx';

/** The till of a shop, for any phone, in the order in which a clerk comes upon its pages. */
export function tillRoutes(site: Site): Route[] {
  return [
    shopsRoute(site),
    ...amountRoutes(site),
    ...chargeRoutes(site),
    ...requestRoutes(site),
    ...paymentRoutes(site),
    todayRoute(site),
    ...settlementRoutes(site),
    ...shopBankRoutes(site),
    ...statementRoutes(site),
    ...clerksRoutes(site),
    shopCodeRoute(site),
  ];
}
