import { BUNDLE_MEDIA_TYPE } from '../../formats/index.ts';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { verifierBundle } from './bundle.ts';

/** Where verifiers fetch what they keep. */
export function offlineRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/verifier/bundle',
      audience: 'public',
      summary: 'Keys of issuers, and status lists, for verifiers to keep: signed by who keeps the trust list',
      async handle() {
        const { bytes } = await verifierBundle(gov);
        return new Response(bytes as BodyInit, {
          headers: {
            'content-type': BUNDLE_MEDIA_TYPE,
            'cache-control': 'public, max-age=30',
            // Verifiers are other people's programs, too.
            'access-control-allow-origin': '*',
          },
        });
      },
    }),
  ];
}
