namespace Obs.Local.Runs;

/// <summary>A span of time with a name. Times in milliseconds since 1970.</summary>
/// <param name="Name">Unique, of letters, digits and <c>._-</c>.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends, not included.</param>
/// <param name="KeptFrom">What was received from then on is not removed for its age while the run is there.</param>
internal sealed record Run(string Name, long From, long To, long KeptFrom);
