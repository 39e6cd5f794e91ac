package io.partnersupport.linking;

import java.util.Arrays;

/** Measured times in nanoseconds, and how two lots of them compare. */
record Samples(String name, long[] nanos) {
    double medianMillis() {
        return percentileMillis(50);
    }

    double percentileMillis(int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    /** How likely one of these is greater than one of the others: 0.5 if the distributions are the same. */
    double areaUnderCurve(Samples other) {
        return rankSum(other) / ((double) nanos.length * other.nanos.length);
    }

    /** Two-sided p-value of the Mann-Whitney test, by its normal approximation. */
    double mannWhitney(Samples other) {
        double n = nanos.length;
        double m = other.nanos.length;
        double z = (rankSum(other) - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return 2 * (1 - standardNormal(Math.abs(z)));
    }

    /** Asymptotic p-value of the two-sample Kolmogorov-Smirnov test. */
    double kolmogorovSmirnov(Samples other) {
        long[] a = nanos.clone();
        long[] b = other.nanos.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        int i = 0;
        int j = 0;
        double distance = 0;
        while (i < a.length && j < b.length) {
            long at = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == at) {
                i++;
            }
            while (j < b.length && b[j] == at) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        double size = Math.sqrt((double) a.length * b.length / (a.length + b.length));
        double lambda = (size + 0.12 + 0.11 / size) * distance;
        double p = 0;
        for (int k = 1; k <= 100; k++) {
            p += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * lambda * lambda * k * k);
        }
        return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, p)); // the series does not converge there
    }

    /** For how many pairs of one of these and one of the others this one is the greater; ties count half. */
    private double rankSum(Samples other) {
        long[] sorted = other.nanos.clone();
        Arrays.sort(sorted);
        double greater = 0;
        for (long value : nanos) {
            int below = firstIndexFrom(sorted, value);
            greater += below + (firstIndexFrom(sorted, value + 1) - below) / 2.0;
        }
        return greater;
    }

    private static int firstIndexFrom(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
    private static double standardNormal(double x) {
        double t = 1 / (1 + 0.2316419 * x);
        double tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * tail;
    }
}
