namespace Obs.Aws.Metrics;

/// <summary>What one period published, and what a month of such periods would cost.</summary>
/// <param name="Series">Series under their own dimensions.</param>
/// <param name="Overflowing">Series beyond the ceiling.</param>
/// <param name="MonthlyRequests">Requests in thirty days.</param>
/// <param name="MonthlyUsd">US dollars for thirty days.</param>
internal sealed record PublishedPeriod(int Series, int Overflowing, double MonthlyRequests, double MonthlyUsd);
