-- A consent is signed by a passkey, or with a card in a wallet: which of them is said. All that there were are by passkeys.
update exchange.consent_proof set signature = jsonb_build_object('kind', 'passkey') || signature where signature is not null;
