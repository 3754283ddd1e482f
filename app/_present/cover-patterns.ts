import { between, count, disc, type Motif, round } from './cover-shape.ts';

/** Quarter discs, each turned its own way. */
const tiles: Motif = ({ width, height }, random) => {
  const cell = width / count(random, 3, 5);
  const paths = { accent: '', shade: '' };
  for (let y = 0; y < height; y += cell) {
    for (let x = 0; x < width - 1; x += cell) {
      const [left, top, right, bottom] = [round(x), round(y), round(x + cell), round(y + cell)];
      const arc = `A${round(cell)} ${round(cell)} 0 0 1 `;
      const quarters = [
        `M${left} ${top}H${right}${arc}${left} ${bottom}z`,
        `M${right} ${top}V${bottom}${arc}${left} ${top}z`,
        `M${right} ${bottom}H${left}${arc}${right} ${top}z`,
        `M${left} ${bottom}V${top}${arc}${right} ${bottom}z`,
      ];
      const dot = disc(x + cell / 2, y + cell / 2, cell * 0.3);
      paths[random() < 0.5 ? 'accent' : 'shade'] += quarters[count(random, 0, 4)] ?? dot;
    }
  }
  return [
    { d: paths.shade, tone: 'shade' },
    { d: paths.accent, tone: 'accent' },
  ];
};

/** A hedge of leaves that lean this way and that. */
const leaves: Motif = ({ width, height }, random) => {
  const cell = width / count(random, 4, 6);
  const size = round(cell);
  const mirrored = random() < 0.5;
  const paths = { accent: '', shade: '' };
  for (let row = 0; row * cell < height; row++) {
    for (let column = 0; column * cell < width - 1; column++) {
      const leansRight = (mirrored ? row + column : row) % 2 === 0;
      const across = leansRight ? size : -size;
      const start = `M${round((column + (leansRight ? 0 : 1)) * cell)} ${round(row * cell)}`;
      paths[random() < 0.3 ? 'accent' : 'shade'] +=
        `${start}q${across} 0 ${across} ${size}q${-across} 0 ${-across} ${-size}z`;
    }
  }
  return [
    { d: paths.shade, tone: 'shade' },
    { d: paths.accent, tone: 'accent' },
  ];
};

/** Rows of half discs, every second row set between the discs of the one above, like roof tiles. */
const scales: Motif = ({ width, height }, random) => {
  const radius = width / (2 * count(random, 2, 4));
  const half = (x: number, y: number, r: number) =>
    `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 0 1 ${round(2 * r)} 0z`;
  const paths = { shade: '', field: '', accent: '' };
  for (let row = 1; (row - 1) * radius < height; row++) {
    const start = row % 2 === 0 ? 0 : radius;
    for (let x = start; x <= width + 1; x += 2 * radius) {
      paths.shade += half(x, row * radius, radius);
      paths.field += half(x, row * radius, radius * 0.7);
      if (random() < 0.7) paths.accent += half(x, row * radius, radius * 0.4);
    }
  }
  return [
    { d: paths.shade, tone: 'shade' },
    { d: paths.field, tone: 'field' },
    { d: paths.accent, tone: 'accent' },
  ];
};

/** Beads on a grid that swell and shrink as a wave passes through them. */
const beads: Motif = ({ width, height }, random) => {
  const columns = count(random, 5, 7);
  const cell = width / columns;
  const [phase, slope] = [random() * 2 * Math.PI, between(random, -0.5, 0.5)];
  const paths = { accent: '', shade: '' };
  for (let row = 0; row * cell < height; row++) {
    for (let column = 0; column < columns; column++) {
      const swell = 0.3 + 0.16 * Math.sin(phase + row * 0.75 + column * slope);
      paths[random() < 0.22 ? 'accent' : 'shade'] += disc(
        (column + 0.5) * cell,
        (row + 0.5) * cell,
        cell * swell,
      );
    }
  }
  return [
    { d: paths.shade, tone: 'shade' },
    { d: paths.accent, tone: 'accent' },
  ];
};

/** Drawings that go on beyond every edge, and so may lie under a label. */
export const PATTERNS = [tiles, leaves, scales, beads] as const;
