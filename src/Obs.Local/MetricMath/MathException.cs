namespace Obs.Local.MetricMath;

/// <summary>An expression that is not one, or that cannot be computed here.</summary>
internal sealed class MathException(string message) : Exception(message);
