namespace Obs.Cli.Reports;

/// <summary>One number of two periods.</summary>
/// <param name="Subject">What it is of: an operation, a dependency or a business metric.</param>
/// <param name="Measure">What it says.</param>
/// <param name="Before">The number before; null where nothing was measured.</param>
/// <param name="After">The number after; null where nothing was measured.</param>
/// <param name="Chance">The chance of numbers as far apart if nothing had changed; null where there is too little to say.</param>
internal sealed record Difference(string Subject, string Measure, double? Before, double? After, double? Chance);
