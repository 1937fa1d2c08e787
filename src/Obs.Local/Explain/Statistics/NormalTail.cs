namespace Obs.Local.Explain.Statistics;

/// <summary>How much of the normal distribution lies further out than so many standard deviations.</summary>
internal static class NormalTail
{
    private const double Switch = 2.5; // Below it the series converges quickly; above it the fraction does.
    private const int Steps = 80;

    public static double TwoSided(double deviations)
    {
        double x = Math.Abs(deviations) / Math.Sqrt(2);
        return x < Switch ? 1 - Series(x) : Fraction(x);
    }

    // The Taylor series of the error function.
    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int step = 1; step < Steps; step++)
        {
            term *= -x * x / step;
            sum += term / ((2 * step) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    // The continued fraction of its complement, from the inside out: exact where one minus the series would be noise.
    private static double Fraction(double x)
    {
        double tail = 0;
        for (int step = Steps; step > 0; step--)
        {
            tail = step / 2.0 / (x + tail);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + tail);
    }
}
