import { describe, expect, test } from 'vitest';
import { countCheck, countPlaywright, countVitest, sum } from './count.ts';

const file = (status: string, ...results: string[]) => ({
  status,
  assertionResults: results.map((result) => ({ status: result })),
});

describe('Vitest', () => {
  test('tests are counted, skipped ones are neither passed nor failed', () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 2, failed: 1 });
  });

  test('a file that could not be loaded is a failure', () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 0,
      testResults: [file('passed', 'passed'), file('failed')],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 1, failed: 1 });
  });

  test('a run without tests, without report, or with a hidden error is a failure', () => {
    expect(countVitest({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toEqual({
      passed: 0,
      failed: 1,
    });
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 'passed')] };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 1 });
  });
});

describe('Playwright', () => {
  const report = (stats: object, errors: unknown[] = []) => ({
    stats: { expected: 0, unexpected: 0, flaky: 0, ...stats },
    errors,
  });

  test('a test that passed only at a second attempt is a failure', () => {
    expect(countPlaywright(report({ expected: 4, unexpected: 1, flaky: 1 }), 1)).toEqual({
      passed: 4,
      failed: 2,
    });
  });

  test('an error outside of any test is a failure', () => {
    expect(countPlaywright(report({ expected: 4 }, [{ message: 'no shop' }]), 1)).toEqual({
      passed: 4,
      failed: 1,
    });
  });

  test('a run without tests or without report is a failure', () => {
    expect(countPlaywright(report({}), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });
});

test('the parts add up', () => {
  expect(sum([countCheck(0), countCheck(2), { passed: 40, failed: 2 }])).toEqual({ passed: 41, failed: 3 });
});
