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
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="icon"]')];
    const shopIcons = links.map((link) => ({ link, href: link.href }));
    for (const link of links) link.href = signIcon(sign);
    return () => {
      for (const { link, href } of shopIcons) link.href = href;
    };
  }, [sign]);
}
