namespace MT2ST.Evaluation;

/// <summary>Student's t distribution at a whole number of degrees of freedom, as paired comparisons need it.</summary>
public static class StudentT
{
    /// <summary>The probability of a value up to <paramref name="t"/>, in [0, 1].</summary>
    /// <remarks>
    /// The closed forms of Abramowitz and Stegun (1964), 26.7.3 and 26.7.4: finite sums of powers of the cosine of
    /// theta = atan(t / sqrt(n)), exact to rounding.
    /// </remarks>
    /// <param name="t">The value.</param>
    /// <param name="degreesOfFreedom">n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no degrees of freedom.</exception>
    public static double Cumulative(double t, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        double theta = Math.Atan(t / Math.Sqrt(degreesOfFreedom));
        double central = int.IsOddInteger(degreesOfFreedom) ? CentralOdd(theta, degreesOfFreedom) : CentralEven(theta, degreesOfFreedom);
        return 0.5 * (1 + central);
    }

    /// <summary>The value up to which a share of <paramref name="probability"/> lies: the inverse of <see cref="Cumulative"/>.</summary>
    /// <param name="probability">The share, in (0, 1).</param>
    /// <param name="degreesOfFreedom">The degrees of freedom, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in (0, 1), or there are no degrees of freedom.</exception>
    public static double Quantile(double probability, int degreesOfFreedom)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "The probability must be in (0, 1).");
        double high = 1;
        while (Cumulative(high, degreesOfFreedom) < Math.Max(probability, 1 - probability))
            high *= 2;
        double low = -high;
        // Bisection: the distribution is monotone, and the interval halves until no double lies between its ends.
        for (double middle = 0; low < middle && middle < high; middle = 0.5 * (low + high))
            (low, high) = Cumulative(middle, degreesOfFreedom) < probability ? (middle, high) : (low, middle);
        return high;
    }

    // 26.7.3: 2/pi {theta + sin theta [cos theta + 2/3 cos^3 theta + ... + (2*4*...*(n-3)) / (3*5*...*(n-2)) cos^(n-2) theta]}
    private static double CentralOdd(double theta, int degreesOfFreedom)
    {
        double cosine = Math.Cos(theta);
        double term = cosine;
        double sum = 0;
        for (int power = 1; power <= degreesOfFreedom - 2; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }
        return 2 / Math.PI * (theta + (Math.Sin(theta) * sum));
    }

    // 26.7.4: sin theta {1 + 1/2 cos^2 theta + ... + (1*3*...*(n-3)) / (2*4*...*(n-2)) cos^(n-2) theta}
    private static double CentralEven(double theta, int degreesOfFreedom)
    {
        double cosine = Math.Cos(theta);
        double term = 1;
        double sum = 0;
        for (int power = 0; power <= degreesOfFreedom - 2; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }
        return Math.Sin(theta) * sum;
    }
}
