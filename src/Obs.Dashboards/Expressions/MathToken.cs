namespace Obs.Dashboards.Expressions;

/// <summary>A word, number, text or sign of an expression.</summary>
internal readonly record struct MathToken(MathTokenKind Kind, string Text, int Start);
