/** The keys of a till: they write into the field of the amount, which keeps the device's own keyboard away. */
export function startKeypad(pad: HTMLElement): void {
  const field = document.querySelector<HTMLInputElement>('[data-amount]');
  if (!field) return;
  const decimals = Number(field.dataset.amount);
  pad.hidden = false;
  field.inputMode = 'none';
  show(field.value);
  pad.addEventListener('click', (event) => {
    const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.key;
    if (key === undefined) return;
    const typed = field.value.replaceAll(',', '');
    show(key === 'back' ? typed.slice(0, -1) : typed + key);
  });
  field.addEventListener('input', () => show(field.value));

  /** Digits in groups of three, and no more decimals than the money has. */
  function show(text: string): void {
    const [whole = '', ...fraction] = text
      .normalize('NFKC')
      .replace(/[^\d.]/g, '')
      .split('.');
    const digits = whole.replace(/^0+(?=\d)/, '').slice(0, 12);
    const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
    const point = decimals > 0 && fraction.length > 0 ? `.${fraction.join('').slice(0, decimals)}` : '';
    field!.value = grouped + point;
  }
}
