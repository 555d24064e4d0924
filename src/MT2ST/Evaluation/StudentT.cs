namespace MT2ST.Evaluation;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>The value that a t-distributed variable stays below with a given probability.</summary>
    /// <param name="probability">The probability, in (0, 1).</param>
    /// <param name="degreesOfFreedom">The degrees of freedom, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <remarks>
    /// Found by halving the interval in the tail P(T > t) = I_x(v/2, 1/2) / 2, x = v / (v + t^2) (Abramowitz and Stegun
    /// 1964, 26.7.1), which loses no digits for probabilities near 0 or 1.
    /// </remarks>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected a probability in (0, 1).");
        if (!(degreesOfFreedom > 0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Expected more than 0.");
        if (probability == 0.5)
            return 0;
        double tail = Math.Min(probability, 1 - probability);
        double magnitude = UpperQuantile(tail, degreesOfFreedom);
        return probability < 0.5 ? -magnitude : magnitude;
    }

    /// <summary>The probability that a t-distributed variable exceeds <paramref name="t"/>.</summary>
    /// <param name="t">The value.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom, above 0.</param>
    public static double UpperTail(double t, double degreesOfFreedom)
    {
        double half = IncompleteBeta(degreesOfFreedom / (degreesOfFreedom + (t * t)), degreesOfFreedom / 2, 0.5) / 2;
        return t >= 0 ? half : 1 - half;
    }

    private static double UpperQuantile(double tail, double degreesOfFreedom)
    {
        double low = 0, high = 1;
        while (UpperTail(high, degreesOfFreedom) > tail && double.IsFinite(high))
            (low, high) = (high, high * 2);
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
                return middle;
            if (UpperTail(middle, degreesOfFreedom) > tail)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>The regularised incomplete beta function I_x(a, b), x in [0, 1].</summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
            return x <= 0 ? 0 : 1;
        // The continued fraction converges fast below the mean; above it I_x(a, b) = 1 - I_(1-x)(b, a) (A&S 26.5.2).
        if (x > (a + 1) / (a + b + 2))
            return 1 - IncompleteBeta(1 - x, b, a);
        double logFactor = LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x));
        return Math.Exp(logFactor) / (a * BetaFraction(x, a, b));
    }

    /// <summary>The continued fraction 1 + d1/(1 + d2/(1 + ...)) of A&amp;S 26.5.8, by the modified method of Lentz (1976).</summary>
    private static double BetaFraction(double x, double a, double b)
    {
        const double Tiny = 1e-300; // Stands in for a denominator of 0.
        const int MaximumTerms = 10_000;
        double fraction = 1, c = 1, d = 0;
        for (int term = 1; term <= MaximumTerms; term++)
        {
            int m = term / 2;
            double numerator = term % 2 == 1
                ? -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1))
                : m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (numerator * d));
            c = NotZero(1 + (numerator / c));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
                break;
        }
        return fraction;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>ln Gamma(x) for x > 0, relative error below 1e-13.</summary>
    /// <remarks>Stirling's series (A&amp;S 6.1.41) from 10 upward, reached by Gamma(x) = Gamma(x + 1) / x.</remarks>
    private static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 10; x++)
            shift -= Math.Log(x);
        double r = 1 / x, r2 = r * r;
        double series = r * ((1.0 / 12) - (r2 * ((1.0 / 360) - (r2 * ((1.0 / 1260) - (r2 * ((1.0 / 1680) - (r2 * ((1.0 / 1188) - (r2 * 691 / 360360))))))))));
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }
}
