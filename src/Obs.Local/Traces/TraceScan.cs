namespace Obs.Local.Traces;

/// <summary>What a search found, and how far it looked.</summary>
/// <param name="Traces">The traces that meet the filter, in the order asked for.</param>
/// <param name="Scanned">Candidates looked at, those not taken included.</param>
/// <param name="IsComplete">There are no more candidates.</param>
internal sealed record TraceScan(List<TraceSummary> Traces, int Scanned, bool IsComplete);
