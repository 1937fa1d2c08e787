namespace Obs.Local.Explain;

/// <summary>How the slow traces differ from the typical ones at one step.</summary>
internal sealed class StepDifference
{
    private const double WorthSaying = 0.1; // Retries per trace.
    private const double Rare = 0.05; // Share of typical traces below which a step is one of the slow ones alone.

    public required Step Step { get; init; }

    public required StepFigures Slow { get; init; }

    public required StepFigures Typical { get; init; }

    public required int SlowRead { get; init; }

    public required int TypicalRead { get; init; }

    /// <summary>Part of the whole difference, 1 for all of it; negative where the slow ones are faster.</summary>
    public required double Share { get; init; }

    /// <summary>How probable such a difference is by chance, corrected for all the steps compared.</summary>
    public required double Probability { get; init; }

    /// <summary>Slow traces that spend most time here.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Seconds per trace.</summary>
    public double Extra => Slow.Seconds - Typical.Seconds;

    public StepCause Cause =>
        Slow.Retries >= WorthSaying && Slow.Retries >= 2 * Typical.Retries ? StepCause.Retried
        : Typical.Traces <= Rare * TypicalRead && Slow.Traces * (double)TypicalRead >= 3.0 * Typical.Traces * SlowRead ? StepCause.OnlySlow
        : CallsPerTrace(Slow, SlowRead) >= 2 * CallsPerTrace(Typical, TypicalRead) ? StepCause.Repeated
        : StepCause.Slower;

    private static double CallsPerTrace(StepFigures figures, int read) => figures.Traces == 0 ? 0 : figures.Calls * read / figures.Traces;
}
