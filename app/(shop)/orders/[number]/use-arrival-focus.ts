import { type RefObject, useEffect } from 'react';

/**
 * Puts the focus on a page's heading when somebody has just come to it, so that a screen reader begins with what
 * they came for. A reload and a way back leave the focus where the browser puts it.
 */
export function useArrivalFocus(heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const [arrival] = performance.getEntriesByType('navigation');
    const hasJustCome = arrival instanceof PerformanceNavigationTiming && arrival.type === 'navigate';
    if (hasJustCome) heading.current?.focus({ preventScroll: true });
  }, [heading]);
}
