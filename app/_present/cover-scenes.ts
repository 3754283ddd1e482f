import { between, type CoverShape, count, disc, type Motif, round } from './cover-shape.ts';

/** A sea in bands under a low sun. */
const waves: Motif = ({ width, height }, random) => {
  const crest = width / count(random, 2, 4);
  const horizon = height * between(random, 0.4, 0.55);
  const bands = count(random, 3, 6);
  // Neighbouring bands swing against each other: a higher swell would tear them where they meet.
  const swell = Math.min(crest * between(random, 0.16, 0.3), ((height - horizon) / bands) * 0.8);
  const sun = disc(
    width * between(random, 0.22, 0.78),
    horizon - swell * between(random, 0.2, 1.6),
    height * between(random, 0.15, 0.26),
  );
  const half = round(crest / 2);
  const run = `t${half} 0`.repeat(2 * Math.ceil(width / crest) + 2);
  const sea = Array.from({ length: bands }, (_, band): CoverShape => {
    const y = round(horizon + ((height - horizon) * band) / bands);
    const start = round(-crest * (band % 2 === 0 ? 0.25 : 0.75));
    return {
      d: `M${start} ${y}q${round(half / 2)} ${round(-swell)} ${half} 0${run}V${height}H${start}z`,
      tone: band % 2 === 0 ? 'shade' : 'field',
    };
  });
  return [{ d: sun, tone: 'accent' }, ...sea];
};

/** A moon in one of its phases, and its reflection. */
const moon: Motif = ({ width, height }, random) => {
  const x = width * between(random, 0.3, 0.7);
  const horizon = height * between(random, 0.66, 0.76);
  const radius = height * between(random, 0.21, 0.29);
  const y = horizon * 0.52;
  const isFull = random() < 0.25;
  const covered = radius * (isFull ? 2 : between(random, 0.35, 1)) * (random() < 0.5 ? -1 : 1);
  const gleams = [1, 0.62, 0.78, 0.4, 0.2].map((share, index) => {
    const half = round(radius * share * between(random, 0.8, 1.2));
    const top = round(horizon + (height - horizon) * (0.12 + index * 0.17));
    return `M${round(x - half)} ${top}h${2 * half}v3h${-2 * half}z`;
  });
  return [
    { d: disc(x, y, radius), tone: 'accent' },
    { d: disc(x + covered, y - radius * 0.2, radius * 0.92), tone: 'field' },
    { d: `M0 ${round(horizon)}H${width}V${height}H0z`, tone: 'shade' },
    { d: gleams.join(''), tone: 'accent' },
  ];
};

/** One range of mountains behind another, with mist between them. */
const ridges: Motif = ({ width, height }, random) => {
  const range = (foot: number, rise: number, peaks: number) => {
    const step = width / peaks;
    const slopes = Array.from({ length: peaks }, (_, peak) => {
      const top = foot - rise * between(random, 0.6, 1);
      const valley = foot - rise * between(random, 0.05, 0.4);
      return `L${round(step * (peak + between(random, 0.3, 0.7)))} ${round(top)}L${round(step * (peak + 1))} ${round(valley)}`;
    }).join('');
    return `M0 ${round(foot - rise * between(random, 0.05, 0.5))}${slopes}V${height}H0z`;
  };
  return [
    {
      d: disc(
        width * between(random, 0.18, 0.82),
        height * between(random, 0.2, 0.4),
        height * between(random, 0.1, 0.18),
      ),
      tone: 'accent',
    },
    { d: range(height * 0.74, height * 0.44, count(random, 2, 4)), tone: 'shade' },
    { d: range(height * 0.9, height * 0.26, count(random, 2, 3)), tone: 'field' },
    { d: range(height * 1.05, height * 0.4, count(random, 1, 2)), tone: 'accent' },
  ];
};

/** A row of arches of different heights. */
const arches: Motif = ({ width, height }, random) => {
  const columns = count(random, 3, 5);
  const step = width / columns;
  const arch = (x: number, half: number, top: number) => {
    const r = round(half);
    return `M${round(x - half)} ${height}V${round(top + half)}a${r} ${r} 0 0 1 ${round(2 * r)} 0V${height}z`;
  };
  const paths = { shade: '', accent: '', field: '', shadeDoor: '', accentDoor: '' };
  for (let column = 0; column < columns; column++) {
    const x = step * (column + 0.5);
    const top = height * between(random, 0.1, 0.55);
    const inverse = column % 2 === 1;
    paths[inverse ? 'accent' : 'shade'] += arch(x, step * 0.5, top);
    paths.field += arch(x, step * 0.34, top + step * 0.3);
    paths[inverse ? 'shadeDoor' : 'accentDoor'] += arch(x, step * 0.18, top + step * 0.6);
  }
  return [
    { d: paths.shade, tone: 'shade' },
    { d: paths.accent, tone: 'accent' },
    { d: paths.field, tone: 'field' },
    { d: paths.shadeDoor, tone: 'shade' },
    { d: paths.accentDoor, tone: 'accent' },
  ];
};

/** One flower, larger than the panel. */
const bloom: Motif = ({ width, height }, random) => {
  const x = width * between(random, 0.25, 0.75);
  const y = height * between(random, 0.4, 0.66);
  const petals = count(random, 5, 12);
  const reach = Math.max(width, height) * between(random, 0.44, 0.58);
  const turn = random() * Math.PI;
  const ring = (length: number, offset: number) =>
    Array.from({ length: petals }, (_, petal) => {
      const angle = turn + ((petal + offset) * 2 * Math.PI) / petals;
      const spread = Math.PI / petals;
      const point = (distance: number, at: number) =>
        `${round(x + Math.cos(at) * distance)} ${round(y + Math.sin(at) * distance)}`;
      const bend = length * 0.62;
      return `M${point(0, 0)}Q${point(bend, angle - spread)} ${point(length, angle)}Q${point(bend, angle + spread)} ${point(0, 0)}z`;
    }).join('');
  return [
    { d: ring(reach, 0), tone: 'shade' },
    { d: ring(reach * 0.66, 0.5), tone: 'accent' },
    { d: disc(x, y, reach * 0.14), tone: 'field' },
    { d: disc(x, y, reach * 0.07), tone: 'accent' },
  ];
};

/** Pictures, which want a panel to themselves. */
export const SCENES = [waves, moon, ridges, arches, bloom] as const;
