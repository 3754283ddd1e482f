import { useEffect } from 'react';
import { signedTitle, signIcon, type TabSign } from '../../../_present/tab-sign.ts';

/** Tells in the window's tab how the order stands, by title and icon; the shop's own icon is back when it is left. */
export function useTabSign(sign: TabSign | null, title: string): void {
  const signed = signedTitle(sign, title);
  useEffect(() => {
    document.title = signed;
  }, [signed]);

  useEffect(() => {
    if (sign === null) return;
    const link = document.createElement('link');
    link.rel = 'icon';
    link.type = 'image/svg+xml';
    link.href = signIcon(sign);
    // Of icons that fit equally well browsers take the last one; the shop's own stays as it is.
    document.head.append(link);
    return () => link.remove();
  }, [sign]);
}
