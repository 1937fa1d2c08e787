namespace Obs.Local.MetricMath;

/// <summary>A piece of an expression.</summary>
internal readonly record struct MathToken(MathTokenKind Kind, string Text, int Start);
